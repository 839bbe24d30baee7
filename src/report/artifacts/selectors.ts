import { isMapping, isSequence, type YamlMapping, type YamlValue } from '../../project/index.ts';

/** The selectors of selectors.yml by name, those that are written as on the command line taken apart, as dbt does. */
export function selectorsData(list: readonly YamlValue[]): Record<string, unknown> {
  const done: Record<string, YamlMapping> = {};
  for (const selector of list) {
    if (!isMapping(selector) || typeof selector.name !== 'string') continue;
    done[selector.name] = { ...selector, definition: definition(selector.definition ?? null, done) };
  }
  return done;
}

type Known = Readonly<Record<string, YamlMapping>>;

function definition(value: YamlValue, known: Known): YamlValue {
  if (typeof value === 'string') return criterion(value);
  if (!isMapping(value)) return value;
  for (const kind of ['union', 'intersection'])
    if (isSequence(value[kind]))
      return {
        [kind]: value[kind].map((item) =>
          isMapping(item) || typeof item === 'string' ? definition(item, known) : item,
        ),
      };
  const [key = '', ...others] = Object.keys(value);
  const first = value[key] ?? null;
  const items = isSequence(first) ? first.map((item) => definition(item, known)) : first;
  if (key === 'exclude') return { exclude: items };
  if (others.length === 0) return { method: key, value: items };
  if (key === 'method' && first === 'selector') return known[String(value.value)]?.definition ?? value;
  return value;
}

const grammar =
  /^(?<childrens_parents>@)?(?<parents>(?<parents_depth>\d*)\+)?(?:(?<method>[\w.]+):)?(?<value>.*?)(?<children>\+(?<children_depth>\d*))?$/;

/** `1+tag:nightly` as the mapping that says the same. */
function criterion(text: string): YamlMapping {
  const { groups } = grammar.exec(text) ?? {};
  if (!groups) return { error: 'Invalid selector spec' };
  const parts: Record<string, YamlValue> = { method: groups.method ?? usualMethod(groups.value ?? '') };
  for (const [key, part] of Object.entries(groups)) {
    if (key === 'method' || part === undefined || part === '') continue;
    parts[key] = ['childrens_parents', 'parents', 'children'].includes(key) ? true : part;
  }
  return parts;
}

function usualMethod(value: string): string {
  if (value.includes('/')) return 'path';
  return /\.(sql|py|csv)$/i.test(value) ? 'file' : 'fqn';
}
