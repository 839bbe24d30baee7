import type { Location, Writable } from '../../base/index.ts';
import { type ConfigEntry, type ConfigLayer, yamlLayer } from '../config/config-entry.ts';
import { isMapping, setOwn, type YamlMapping, type YamlPath, type YamlValue } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import type { TestProperties } from './properties.ts';
import type { Section, Spelling } from './section.ts';

/** Keys of a test that are neither arguments nor configs. */
const own = new Set(['name', 'description', 'arguments', 'config']);

/** Keys that dbt lets stand beside the name of the test as well as below it. */
export const isBesideTest = (key: string, spelling: Spelling): boolean =>
  (own.has(key) && !(key === 'arguments' && spelling.inArguments === 'nothing')) ||
  spelling.isTestConfig(key);

/**
 * The data tests of a node or column. dbt has many spellings for one: a name, `{not_null: {where: …}}`,
 * `{test_name: not_null, where: …}`; arguments and configs under `arguments:` and `config:`, or beside each other.
 */
export function parseTests(owner: Section): readonly TestProperties[] {
  const key = 'data_tests' in owner.value ? 'data_tests' : 'tests';
  return owner.list(key).map((item, index) => {
    if (isMapping(item)) return parseMapping(owner.file, [...owner.path, key, index], item, owner.spelling);
    const locate = (...inside: (string | number)[]): Location =>
      owner.file.locate([...owner.path, key, index, ...inside]);
    return named(String(item), {
      test: '',
      description: '',
      arguments: none,
      config: noConfig,
      locate,
      locateKey: () => locate(),
    });
  });
}

const none: YamlMapping = {};
const noConfig: ConfigLayer = [];

/** A mapping that may hold arguments or configs of a test, and where it is below the test. */
interface Holder {
  readonly value: YamlMapping;
  readonly path: YamlPath;
}

function parseMapping(file: YamlFile, path: YamlPath, item: YamlMapping, spelling: Spelling): TestProperties {
  const flat = 'test_name' in item;
  const testKey = flat ? 'test_name' : (Object.keys(item).find((key) => !isBesideTest(key, spelling)) ?? '');
  const inner = item[testKey];
  const below: Holder = { value: isMapping(inner) ? inner : {}, path: [testKey] };
  const beside: Holder = { value: item, path: [] };
  const holders = [below, beside];
  const grouped = spelling.inArguments === 'everything' ? holders.flatMap(withGroup) : holders;
  const own = (key: string): YamlValue | undefined => grouped.find(({ value }) => key in value)?.value[key];
  const pathOf = (argument: string | number): YamlPath =>
    holders.flatMap(withGroup).find(({ value }) => argument in value)?.path ?? [testKey];
  const name = own('name');
  const description = own('description');
  const test: Writable<TestProperties> = {
    test: '',
    description: typeof description === 'string' ? description : '',
    arguments: argumentsOf(holders, testKey, spelling),
    config: configOf(file, path, holders, spelling),
    locate: (...inside) => {
      const [argument] = inside;
      if (argument === undefined) return file.locate([...path, testKey], flat ? 'value' : 'key');
      return file.locate([...path, ...pathOf(argument), ...inside]);
    },
    locateKey: (argument) => file.locate([...path, ...pathOf(argument), argument], 'key'),
  };
  if (typeof name === 'string') test.name = name;
  return named(flat ? String(inner) : testKey, test);
}

/** A holder's `arguments:`, and the holder itself. */
function withGroup(holder: Holder): Holder[] {
  const group = holder.value.arguments;
  return isMapping(group) ? [{ value: group, path: [...holder.path, 'arguments'] }, holder] : [holder];
}

function argumentsOf(holders: readonly Holder[], testKey: string, spelling: Spelling): YamlMapping {
  const given: Record<string, YamlValue> = {};
  for (const { value } of holders) {
    for (const [key, content] of Object.entries(value))
      if (key !== testKey && !isBesideTest(key, spelling)) setOwn(given, key, content);
    const group = value.arguments;
    if (!isMapping(group) || spelling.inArguments === 'nothing') continue;
    for (const [key, content] of Object.entries(group))
      if (spelling.inArguments === 'arguments' || !isBesideTest(key, spelling)) setOwn(given, key, content);
  }
  return given;
}

function configOf(
  file: YamlFile,
  path: YamlPath,
  holders: readonly Holder[],
  spelling: Spelling,
): ConfigLayer {
  const isConfig = (key: string): boolean => spelling.isTestConfig(key);
  const entries: ConfigEntry[] = [];
  for (const { value, path: inside } of holders) {
    const at = [...path, ...inside];
    entries.push(...yamlLayer(file, at, value, 'node', isConfig));
    if (spelling.inArguments === 'everything' && value.arguments !== undefined)
      entries.push(...yamlLayer(file, [...at, 'arguments'], value.arguments, 'node', isConfig));
    if (value.config !== undefined) entries.push(...yamlLayer(file, [...at, 'config'], value.config));
  }
  return entries;
}

/** Says which test it is: `not_null`, or with the namespace of a package `dbt_utils.at_least_one`. */
function named(name: string, test: Writable<TestProperties>): TestProperties {
  const dot = name.indexOf('.');
  test.test = dot === -1 ? name : name.slice(dot + 1);
  if (dot !== -1) test.namespace = name.slice(0, dot);
  return test;
}
