import { isMapping, isSequence, setOwn, type YamlMapping, type YamlValue } from '../yaml/value.ts';
import type { ConfigEntry, ConfigLayer } from './config-entry.ts';

/** How a key combines with what an outer place gave; every other key is replaced. */
type Behaviours = Readonly<Record<string, 'append' | 'merge' | 'merge lists'>>;

const nativeBehaviours: Behaviours = {
  tags: 'append',
  'pre-hook': 'append',
  'post-hook': 'append',
  meta: 'merge',
  docs: 'merge',
};

const dbtBehaviours: Behaviours = {
  ...nativeBehaviours,
  column_types: 'merge',
  contract: 'merge',
  quoting: 'merge',
  packages: 'append',
  grants: 'merge lists',
};

/**
 * One layer of several, given from the outermost to the nearest: project.yml by depth, then properties, then the file's
 * own `config()`. Tags and hooks add up, `meta` and `docs` are merged, the rest is replaced.
 */
export const mergeConfig = (layers: readonly ConfigLayer[]): ConfigLayer => merge(layers, nativeBehaviours);

/** The same for dbt's configs, of which more are merged. */
export const mergeDbtConfig = (layers: readonly ConfigLayer[]): ConfigLayer => merge(layers, dbtBehaviours);

function merge(layers: readonly ConfigLayer[], behaviours: Behaviours): ConfigLayer {
  if (layers.every((layer) => layer.length === 0)) return [];
  const merged = new Map<string, ConfigEntry>();
  for (const layer of layers) {
    for (const entry of layer) {
      const outer = merged.get(entry.key);
      const behaviour = outer === undefined || entry.value === null ? undefined : behaviours[entry.key];
      if (behaviour === 'append') merged.set(entry.key, appended(outer!, entry));
      else if (behaviour === 'merge') merged.set(entry.key, combined(outer!, entry));
      else if (behaviour === 'merge lists') merged.set(entry.key, withLists(outer!, entry));
      else merged.set(entry.key, entry);
    }
  }
  return [...merged.values()];
}

function appended(outer: ConfigEntry, inner: ConfigEntry): ConfigEntry {
  const before = items(outer.value);
  return {
    ...inner,
    value: [...before, ...items(inner.value)],
    locate: (path = []) => {
      const [index, ...rest] = path;
      if (typeof index !== 'number') return inner.locate();
      const [entry, position] = index < before.length ? [outer, index] : [inner, index - before.length];
      return entry.locate(isSequence(entry.value) ? [position, ...rest] : rest);
    },
  };
}

const items = (value: YamlValue): readonly YamlValue[] => {
  if (isSequence(value)) return value;
  return value === null ? [] : [value];
};

/** `grants`: the list of a key with `+` is added to the outer one, any other takes its place. */
function withLists(outer: ConfigEntry, inner: ConfigEntry): ConfigEntry {
  if (!isMapping(outer.value) || !isMapping(inner.value)) return inner;
  const lists: Record<string, YamlValue> = { ...outer.value };
  for (const [key, value] of Object.entries(inner.value)) {
    const name = key.replace(/^\+/, '');
    const before = key.startsWith('+') && Object.hasOwn(lists, name) ? items(lists[name]!) : [];
    setOwn(lists, name, [...before, ...items(value)]);
  }
  return { ...inner, value: lists };
}

function combined(outer: ConfigEntry, inner: ConfigEntry): ConfigEntry {
  const { value } = inner;
  if (!isMapping(outer.value) || !isMapping(value)) return isMapping(value) ? outer : inner;
  const both: Record<string, YamlValue> = { ...outer.value };
  for (const [key, item] of Object.entries(value)) setOwn(both, key, item);
  return {
    ...inner,
    value: both as YamlMapping,
    locate: (path = []) => {
      const [key] = path;
      return key === undefined || Object.hasOwn(value, key) ? inner.locate(path) : outer.locate(path);
    },
  };
}
