import { type Diagnostic, error } from '../../base/index.ts';
import { describeValue, isMapping, type YamlMapping, type YamlPath } from '../yaml/value.ts';
import { isBesideTest } from './parse-test.ts';
import type { Section } from './section.ts';

/** What is wrong with the spelling of data tests, which a schema cannot say: an entry names one test. */
export function checkTests(root: Section): Diagnostic[] {
  const nodes = [
    ...['models', 'seeds', 'snapshots'].flatMap((key) => root.items(key)),
    ...root.items('sources').flatMap((source) => source.items('tables')),
  ];
  return [...nodes, ...nodes.flatMap((node) => node.items('columns'))].flatMap(checkOwner);
}

function checkOwner(owner: Section): readonly Diagnostic[] {
  if (!('data_tests' in owner.value || 'tests' in owner.value)) return none;
  const found = bothSpellings(owner);
  for (const key of ['data_tests', 'tests'])
    owner.list(key).forEach((item, index) => {
      if (isMapping(item)) found.push(...checkTest(owner, [key, index], item));
    });
  return found;
}

const none: readonly Diagnostic[] = [];

function bothSpellings(owner: Section): Diagnostic[] {
  if (!('data_tests' in owner.value && 'tests' in owner.value)) return [];
  return [
    error('A1011', `'tests' and 'data_tests' are the same and cannot both be there`, {
      location: owner.file.locate([...owner.path, 'tests'], 'key'),
      hint: 'move these tests below data_tests',
    }),
  ];
}

function checkTest(owner: Section, at: YamlPath, item: YamlMapping): Diagnostic[] {
  const path = [...owner.path, ...at];
  const flat = 'test_name' in item;
  const names = flat ? ['test_name'] : Object.keys(item).filter((key) => !isBesideTest(key, owner.spelling));
  const [name, second] = names;
  if (name === undefined)
    return [
      error('A1012', 'a data test has no name', {
        location: owner.file.locate(path),
        hint: 'write the name of the test, and below it, indented, its arguments and configs',
      }),
    ];
  if (second !== undefined) {
    const place = owner.file.locate([...path, second], 'key');
    return [
      error('A1011', `a data test has one name, and this one has '${name}' and '${second}'`, {
        location: place,
        hint: `indent '${second}' below '${name}' if it is an argument of it, or start it with a dash if it is a test`,
      }),
    ];
  }
  const value = item[name];
  const wrong = flat ? typeof value !== 'string' : value !== null && !isMapping(value);
  if (!wrong) return [];
  const expected = flat ? 'the name of a test' : 'a mapping of its arguments';
  return [
    error('A1011', `'${name}' must be ${expected}, not ${describeValue(value)}`, {
      location: owner.file.locate([...path, name]),
    }),
  ];
}
