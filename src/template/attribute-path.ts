import { getItem } from './lookup.ts';
import { asInteger } from './values/number.ts';
import { Undefined } from './values/undefined.ts';
import type { Value } from './values/value.ts';

export type Getter = (item: Value) => Value;

/** Lower case for strings, as the filters that ignore case compare. */
export const ignoreCase = (value: Value): Value => (typeof value === 'string' ? value.toLowerCase() : value);

/** `attribute='a.b.0'` of a filter, as a function; absent or null gives the item itself. */
export function attributeGetter(path: Value | undefined, after?: Getter, fallback?: Value): Getter {
  const keys = attributeKeys(path);
  return (item) => {
    let value = item;
    for (const key of keys) {
      value = getItem(value, key);
      if (fallback !== undefined && fallback !== null && value instanceof Undefined) value = fallback;
    }
    return after === undefined ? value : after(value);
  };
}

/** `attribute='a,b'`: several of them, as a list that compares in that order. */
export function attributesGetter(paths: Value | undefined, after?: Getter): Getter {
  const getters = (typeof paths === 'string' ? paths.split(',') : [paths]).map((path) =>
    attributeGetter(path, after),
  );
  return (item) => getters.map((getter) => getter(item));
}

function attributeKeys(path: Value | undefined): Value[] {
  if (path === undefined || path === null) return [];
  if (typeof path === 'string')
    return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return [asInteger(path) ?? path];
}
