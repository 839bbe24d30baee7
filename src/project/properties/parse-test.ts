import { type ConfigLayer, canonicalKey, yamlLayer } from '../config/config-entry.ts';
import { configShapes } from '../schema/node-config.ts';
import { isMapping, setOwn, type YamlMapping, type YamlValue } from '../yaml/value.ts';
import type { TestProperties } from './properties.ts';
import type { Section } from './section.ts';

/** Keys of a test that are neither arguments nor configs. */
const own = new Set(['name', 'description', 'arguments', 'config']);

/**
 * The data tests of a node or column. dbt has many spellings for one: a name, `{not_null: {where: …}}`,
 * `{test_name: not_null, where: …}`; arguments and configs under `arguments:` and `config:`, or beside each other.
 */
export function parseTests(owner: Section): readonly TestProperties[] {
  const key = 'data_tests' in owner.value ? 'data_tests' : 'tests';
  return owner.list(key).map((item, index) => parseTest(owner, key, item, index));
}

function parseTest(owner: Section, key: string, item: YamlValue, index: number): TestProperties {
  const path = [...owner.path, key, index];
  const at = (...inner: (string | number)[]) => owner.file.locate([...path, ...inner]);
  if (typeof item === 'string')
    return { ...identity(item), description: '', arguments: {}, config: [], locate: at };
  const outer = isMapping(item) ? item : {};
  const flat = typeof outer.test_name === 'string';
  const testKey = flat ? 'test_name' : (Object.keys(outer).find((name) => !isBesideTest(name)) ?? '');
  const inner = outer[testKey];
  const nested: YamlMapping = isMapping(inner) ? inner : {};
  const name = (flat ? inner : testKey) as string;
  const places: readonly { value: YamlMapping; path: readonly (string | number)[] }[] = [
    { value: withoutKey(outer, testKey), path: [] },
    { value: nested, path: [testKey] },
  ];
  const config: ConfigLayer = places.flatMap(({ value, path: inside }) => [
    ...yamlLayer(owner.file, [...path, ...inside], value, 'node', (other) => isConfig(other)),
    ...yamlLayer(owner.file, [...path, ...inside, 'config'], value.config),
  ]);
  const given: Record<string, YamlValue> = {};
  for (const { value } of places) {
    for (const [argument, content] of Object.entries(value))
      if (!own.has(argument) && !isConfig(argument)) setOwn(given, argument, content);
    if (isMapping(value.arguments))
      for (const [argument, content] of Object.entries(value.arguments)) setOwn(given, argument, content);
  }
  const ownName = nested.name ?? outer.name;
  const description = nested.description ?? outer.description;
  return {
    ...identity(name),
    ...(typeof ownName === 'string' ? { name: ownName } : {}),
    description: typeof description === 'string' ? description : '',
    arguments: given,
    config,
    locate: (...inside) => {
      if (inside.length === 0) return owner.file.locate([...path, testKey], flat ? 'value' : 'key');
      const [argument] = inside;
      const where = argument !== undefined && argument in nested ? [testKey] : [];
      const source = where.length > 0 ? nested : outer;
      const grouped = isMapping(source.arguments) && argument! in source.arguments ? ['arguments'] : [];
      return at(...where, ...grouped, ...inside);
    },
  };
}

/** Keys that dbt lets stand beside the name of the test instead of below it. */
export const isBesideTest = (key: string): boolean => own.has(key) || isConfig(key);

const isConfig = (key: string): boolean => Object.hasOwn(configShapes.tests, canonicalKey(key));

function identity(name: string): { test: string; namespace?: string } {
  const dot = name.indexOf('.');
  return dot === -1 ? { test: name } : { test: name.slice(dot + 1), namespace: name.slice(0, dot) };
}

function withoutKey(mapping: YamlMapping, key: string): YamlMapping {
  const { [key]: _, ...rest } = mapping;
  return rest;
}
