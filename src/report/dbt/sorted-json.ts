/** JSON as Python's json.dumps writes it with sorted keys: a space after commas and colons, ASCII only. */
export function sortedJson(value: unknown): string {
  return written(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function written(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value) || value instanceof Set) return `[${[...value].map(written).join(', ')}]`;
  const own: readonly (readonly [unknown, unknown])[] =
    value instanceof Map ? [...value] : Object.entries('toJSON' in value ? Object(jsonOf(value)) : value);
  const fields = own
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => [String(key), field] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}: ${written(field)}`).join(', ')}}`;
}

const jsonOf = (value: object): unknown => (value as { toJSON(): unknown }).toJSON();
