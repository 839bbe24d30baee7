import { isDeepStrictEqual } from 'node:util';

/** Whether two values say the same: null, an empty list and an empty mapping say as much as nothing at all. */
export const same = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(settled(one), settled(other));

function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(settled);
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value ?? {})
    .map(([key, item]) => [key, settled(item)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Whether they are equal as dbt has it, where a key with nothing is another thing than no key. */
export const equal = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);
