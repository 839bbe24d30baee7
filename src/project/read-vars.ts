import { error, fail, ok, type Result, SourceText } from '../base/index.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { describeValue, isMapping, type YamlMapping, type YamlValue } from './yaml/value.ts';

/** The values that `var()` gives: `vars:`, those below the project's name over them, `--vars` over all. */
export function readVars(
  declared: YamlValue | undefined,
  project: string,
  given: string | YamlMapping | undefined,
): Result<YamlMapping> {
  const fromCommand = typeof given === 'string' ? parseVars(given) : ok(given ?? {});
  if (!fromCommand.ok) return fromCommand;
  const { [project]: scoped, ...rest } = isMapping(declared) ? declared : {};
  const own = isMapping(scoped) ? scoped : scoped === undefined ? {} : { [project]: scoped };
  return ok({ ...rest, ...own, ...fromCommand.value });
}

/** `--vars` as it is typed; dbt refuses an empty text. */
export function parseVars(text: string, needs?: 'mapping'): Result<YamlMapping> {
  const hint = `write --vars '{start: 2024-01-01}' or --vars 'start: 2024-01-01'`;
  const read = readYaml(new SourceText('--vars', text), needs === undefined ? {} : { repeatedKeys: 'last' });
  if (!read.ok)
    return fail(
      ...read.diagnostics.map((wrong) => ({ ...wrong, code: 'A1022' as const, hint: wrong.hint ?? hint })),
    );
  const { value } = read.value;
  if (value === null && needs === undefined) return ok({});
  if (isMapping(value)) return ok(value);
  return fail(error('A1022', `--vars must be a mapping, not ${describeValue(value)}`, { hint }));
}
