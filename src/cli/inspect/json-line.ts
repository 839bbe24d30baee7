import { YamlFloat } from '../../project/index.ts';

/** JSON on one line as Python writes it: a space after each comma and colon, ASCII only. */
export function jsonLine(value: unknown): string {
  return written(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function written(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (value === undefined || value === null || typeof value !== 'object')
    return JSON.stringify(value ?? null);
  if (value instanceof YamlFloat) return Number.isFinite(value.value) ? String(value) : pythons(value.value);
  if (Array.isArray(value) || value instanceof Set) return `[${[...value].map(written).join(', ')}]`;
  const entries: readonly (readonly [unknown, unknown])[] =
    value instanceof Map ? [...value] : Object.entries(value);
  const fields = entries.filter(([, field]) => field !== undefined);
  return `{${fields.map(([key, field]) => `${JSON.stringify(String(key))}: ${written(field)}`).join(', ')}}`;
}

const pythons = (value: number): string =>
  Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
