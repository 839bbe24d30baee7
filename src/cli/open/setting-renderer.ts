import { error, fail, type Location, ok, type Result, SourceText } from '../../base/index.ts';
import { MacroLookup, Scope, settingsGlobals, toYaml } from '../../manifest/index.ts';
import type { RenderValue, YamlValue } from '../../project/index.ts';
import { type RenderOptions, renderNative, Undefined, type Value } from '../../template/index.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Evaluates a template in a project's settings, which see the environment and whatever else is said. Where something is,
 * they are dbt's, in which a constant is text: `{{ none }}` is the word None.
 */
export const settingRenderer =
  ({ env }: Pick<Terminal, 'env'>): RenderValue =>
  (text, location, scope) =>
    rendered(text, location, settingsGlobals(env, scope ?? { secrets: true }), {
      undefined: 'strict',
      textOfConstants: scope !== undefined,
    });

/** Evaluates a template in a properties file of dbt's, which sees what templates of its package see. */
export const propertyRenderer =
  (globals: ReadonlyMap<string, Value>): RenderValue =>
  (text, location) =>
    rendered(text, location, globals, { undefined: 'execute', textOfConstants: true });

function rendered(
  text: string,
  location: Location,
  globals: ReadonlyMap<string, Value>,
  options: RenderOptions,
): Result<YamlValue> {
  const scope = new Scope(new Map(), globals, MacroLookup.none.seenFrom(''));
  const value = renderNative(new SourceText(location.file, text), scope, options);
  if (!value.ok) return fail(...value.diagnostics.map((diagnostic) => ({ ...diagnostic, location })));
  return value.value instanceof Undefined
    ? fail(error('A3002', value.value.message(), { location }))
    : ok(toYaml(value.value));
}
