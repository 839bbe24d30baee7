import {
  type ConfigEntry,
  type ConfigLayer,
  isMapping,
  isSequence,
  type YamlValue,
} from '../project/index.ts';

const appended = new Set(['pre-hook', 'post-hook', 'tags', 'packages']);
const updated = new Set(['quoting', 'column_types', 'meta', 'docs', 'contract']);

/**
 * Several `config()` calls of one node as the one that dbt makes of them: lists grow, mappings take each other's keys, the
 * rest is what the last one says. A single call stays as it is.
 */
export function mergeCalls(calls: readonly ConfigLayer[]): ConfigLayer {
  const [first = [], ...others] = calls;
  if (others.length === 0) return first;
  const merged = new Map(first.map((entry) => [entry.key, entry]));
  for (const entry of others.flat()) {
    const known = merged.get(entry.key);
    merged.set(entry.key, known === undefined ? alone(entry) : both(known, entry));
  }
  return [...merged.values()];
}

const listOf = (value: YamlValue): readonly YamlValue[] => (isSequence(value) ? value : [value]);

const alone = (entry: ConfigEntry): ConfigEntry =>
  appended.has(entry.key) ? { ...entry, value: listOf(entry.value) } : entry;

function both(known: ConfigEntry, entry: ConfigEntry): ConfigEntry {
  if (appended.has(entry.key)) return { ...entry, value: [...listOf(known.value), ...listOf(entry.value)] };
  if (entry.key === 'grants' && isMapping(known.value) && isMapping(entry.value))
    return { ...entry, value: { ...known.value, ...entry.value } };
  if (updated.has(entry.key) && isMapping(known.value) && isMapping(entry.value))
    return { ...entry, value: { ...known.value, ...entry.value } };
  return entry;
}
