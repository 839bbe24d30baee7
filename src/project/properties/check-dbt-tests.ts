import { type Diagnostic, error, warning } from '../../base/index.ts';
import { describeValue, isMapping, type YamlMapping, type YamlPath } from '../yaml/value.ts';
import type { Section } from './section.ts';

interface Findings {
  readonly wrong: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/** What dbt minds, or replaces, in how data tests are spelled. */
export function checkDbtTests(root: Section): Findings {
  const wrong: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const visit = (owner: Section): void => {
    wrong.push(...bothSpellings(owner));
    for (const key of ['data_tests', 'tests'])
      owner.list(key).forEach((item, index) => {
        const found = checkTest(owner, [key, index], item);
        if (found?.severity === 'warning') warnings.push(found);
        else if (found !== undefined) wrong.push(found);
      });
  };
  const nodes = [
    ...['models', 'seeds', 'snapshots'].flatMap((key) => root.items(key)),
    ...root.items('sources').flatMap((source) => source.items('tables')),
  ];
  for (const node of nodes) {
    for (const owner of [node, ...node.items('versions')]) {
      visit(owner);
      for (const column of owner.items('columns')) visit(column);
    }
  }
  return { wrong, warnings };
}

function bothSpellings({ value, file, path }: Section): Diagnostic[] {
  const { tests } = value;
  const empty = tests === undefined || tests === null || (Array.isArray(tests) && tests.length === 0);
  if (empty || !('data_tests' in value)) return [];
  return [
    error('A1011', `'tests' and 'data_tests' are the same and cannot both be there`, {
      location: file.locate([...path, 'tests'], 'key'),
      hint: 'move these tests below data_tests',
    }),
  ];
}

/** What a test may have beside its arguments, without `arguments:`. */
const beside = new Set(['config', 'column_name', 'description', 'name', 'arguments']);

function checkTest(owner: Section, at: YamlPath, item: unknown): Diagnostic | undefined {
  if (typeof item === 'string') return undefined;
  const path = [...owner.path, ...at];
  const place = (...inside: string[]) => owner.file.locate([...path, ...inside], 'key');
  if (!isMapping(item as YamlMapping))
    return error(
      'A1011',
      `a data test must be a name or a mapping, not ${describeValue(item as YamlMapping)}`,
      {
        location: owner.file.locate(path),
      },
    );
  const test = item as YamlMapping;
  if ('test_name' in test) return checkArguments(owner, path, test, String(test.test_name));
  const [name, second] = Object.keys(test);
  if (name === undefined)
    return error('A1012', 'a data test has no name', { location: owner.file.locate(path) });
  if (second !== undefined)
    return error('A1011', `a data test has one name, and this one has '${name}' and '${second}'`, {
      location: place(second),
      hint: beside.has(second)
        ? `indent '${second}' below '${name}'`
        : `indent '${second}' below '${name}' if it is an argument of it, or start it with a dash if it is a test`,
    });
  const inner = test[name];
  if (!isMapping(inner))
    return error('A1011', `'${name}' must be a mapping of its arguments, not ${describeValue(inner)}`, {
      location: owner.file.locate([...path, name]),
      hint: `without arguments, write - ${name}`,
    });
  return checkArguments(owner, [...path, name], inner, name);
}

function checkArguments(
  owner: Section,
  path: YamlPath,
  inner: YamlMapping,
  name: string,
): Diagnostic | undefined {
  const { config, arguments: given } = inner;
  const keys = Object.keys(inner).filter((key) => key !== 'test_name');
  const twice = keys.find(
    (key) => owner.spelling.isTestConfig(key) && inner[key] && isMapping(config) && key in config,
  );
  if (twice !== undefined)
    return error('A1011', `'${twice}' is there twice, beside config: and in it`, {
      location: owner.file.locate([...path, twice], 'key'),
      hint: 'keep the one in config:',
    });
  if ('model' in inner)
    return error('A1011', `'model' is not an argument of a test: it is the model that the test stands at`, {
      location: owner.file.locate([...path, 'model'], 'key'),
    });
  if (owner.spelling.inArguments === 'nothing') {
    if (!('arguments' in inner)) return undefined;
    return warning(
      'A1056',
      'arguments: of a data test is an argument, with the flag that makes it more turned off',
      {
        location: owner.file.locate([...path, 'arguments'], 'key'),
        hint: 'turn on require_generic_test_arguments_property',
        event: 'ArgumentsPropertyInGenericTestDeprecation',
      },
    );
  }
  const moved = keys.find((key) => owner.spelling.isTestConfig(key));
  if (moved !== undefined)
    return warning('A1056', `'${moved}' of a data test belongs under config:`, {
      location: owner.file.locate([...path, moved], 'key'),
      hint: `below ${name}, add config: and put it there`,
      event: 'PropertyMovedToConfigDeprecation',
    });
  const flat = keys.find((key) => !beside.has(key) && !owner.spelling.isTestConfig(key));
  const grouped = isMapping(given) && Object.keys(given).length > 0;
  if (flat === undefined || grouped) return undefined;
  return warning('A1056', `arguments of data tests belong under arguments:`, {
    location: owner.file.locate([...path, flat], 'key'),
    hint: `below ${name}, add arguments: and put '${flat}' there`,
    event: 'MissingArgumentsPropertyInGenericTestDeprecation',
  });
}
