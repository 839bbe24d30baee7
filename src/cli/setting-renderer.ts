import { error, fail, type Location, ok, type Result, SourceText } from '../base/index.ts';
import { MacroLookup, Scope, settingsGlobals, toYaml } from '../manifest/index.ts';
import type { RenderValue, YamlValue } from '../project/index.ts';
import { renderNative, Undefined, type Value } from '../template/index.ts';
import type { Terminal } from './terminal.ts';

/** Evaluates a template in a project's settings, which see the environment and whatever else is said. */
export const settingRenderer =
  ({ env }: Pick<Terminal, 'env'>): RenderValue =>
  (text, location, scope = { secrets: true }) =>
    rendered(text, location, settingsGlobals(env, scope), 'strict');

/** Evaluates a template in a properties file of dbt's, which sees what templates of its package see. */
export const propertyRenderer =
  (globals: ReadonlyMap<string, Value>): RenderValue =>
  (text, location) =>
    rendered(text, location, globals, 'execute');

function rendered(
  text: string,
  location: Location,
  globals: ReadonlyMap<string, Value>,
  policy: 'strict' | 'execute',
): Result<YamlValue> {
  const scope = new Scope(new Map(), globals, MacroLookup.none.seenFrom(''));
  const value = renderNative(new SourceText(location.file, text), scope, { undefined: policy });
  if (!value.ok) return fail(...value.diagnostics.map((diagnostic) => ({ ...diagnostic, location })));
  return value.value instanceof Undefined
    ? fail(error('A3002', value.value.message(), { location }))
    : ok(toYaml(value.value));
}
