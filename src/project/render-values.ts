import { collect, error, fail, ok, type Result } from '../base/index.ts';
import type { RenderValue } from './project.ts';
import { holdsTemplate } from './schema/shapes.ts';
import { isMapping, isSequence, setOwn, type YamlPath, type YamlValue } from './yaml/value.ts';
import type { YamlFile } from './yaml/yaml-file.ts';

/** The value with every template in it evaluated. */
export function renderValues(
  file: YamlFile,
  path: YamlPath,
  value: YamlValue,
  render: RenderValue | undefined,
): Result<YamlValue> {
  if (holdsTemplate(value)) {
    const location = file.locate(path);
    if (render !== undefined) return render(value, location);
    return fail(
      error('A1021', `templates are not evaluated here: ${value}`, {
        location,
        hint: 'write the value itself',
      }),
    );
  }
  if (isSequence(value))
    return collect(value.map((item, index) => renderValues(file, [...path, index], item, render)));
  if (!isMapping(value)) return ok(value);
  const rendered: Record<string, YamlValue> = {};
  const wrong = [];
  for (const [key, item] of Object.entries(value)) {
    const result = renderValues(file, [...path, key], item, render);
    if (result.ok) setOwn(rendered, key, result.value);
    else wrong.push(...result.diagnostics);
  }
  return wrong.length > 0 ? fail(...wrong) : ok(rendered);
}
