import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import { parseDefinitions, type SelectorDefinitions } from '../../graph/index.ts';
import { isMapping, isSequence, type Project, type YamlFile, type YamlValue } from '../../project/index.ts';

/** The selectors of a project, if it has any. */
export function selectorDefinitions({ selectors: file, dialect }: Project): SelectorDefinitions | undefined {
  if (file === undefined || !isMapping(file.value) || !isSequence(file.value.selectors)) return undefined;
  return {
    list: file.value.selectors,
    lastCounts: dialect === 'dbt',
    locate: (path) => file.locate(['selectors', ...path]),
  };
}

/** In dbt projects no command runs while selectors.yml is wrong, whether it selects anything or not. */
export function checkSelectors(project: Project): Result<undefined> {
  const { selectors: file, dialect } = project;
  if (dialect !== 'dbt' || file === undefined) return ok(undefined);
  const wrong = malformed(file);
  if (wrong.length > 0) return fail(...wrong);
  const parsed = parseDefinitions(selectorDefinitions(project), 'eager');
  return parsed.ok ? ok(undefined) : parsed;
}

const text = (value: YamlValue): boolean => typeof value === 'string';

const keys: Readonly<Record<string, (value: YamlValue) => boolean>> = {
  name: text,
  description: text,
  default: (value) => typeof value === 'boolean',
  definition: (value) => typeof value === 'string' || isMapping(value),
};

const types: Readonly<Record<string, string>> = {
  name: 'text',
  description: 'text',
  default: 'true or false',
  definition: 'text or a mapping',
};

/** What the file is not made of; what its definitions mean is not looked at. */
function malformed(file: YamlFile): Diagnostic[] {
  const { value } = file;
  if (!isMapping(value)) return [];
  const wrong = (message: string, path: readonly (string | number)[]): Diagnostic =>
    error('A2117', message, { location: file.locate(path, 'key') });
  if (Object.keys(value).length === 0) return [];
  if (!isSequence(value.selectors))
    return [error('A2117', 'selectors.yml needs a list of selectors', { location: file.locate([]) })];
  const stray = Object.keys(value).filter((key) => key !== 'selectors' && key !== 'version');
  const problems = stray.map((key) => wrong(`selectors.yml has no '${key}'`, [key]));
  value.selectors.forEach((entry, index) => {
    if (!isMapping(entry)) return;
    for (const [key, given] of Object.entries(entry)) {
      if (!Object.hasOwn(keys, key))
        problems.push(wrong(`a selector has no '${key}'`, ['selectors', index, key]));
      else if (!keys[key]!(given))
        problems.push(wrong(`'${key}' of a selector is ${types[key]}`, ['selectors', index, key]));
    }
  });
  return problems;
}
