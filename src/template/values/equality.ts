import { typeError } from '../errors.ts';
import { spend } from '../run.ts';
import { asReal, sameReal } from './number.ts';
import { typeName } from './type-name.ts';
import { type HashKey, isObject, type Value } from './value.ts';

/** Python's `a == b`: numbers across bool, int and float, everything else within its type. */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return !(isObject(a) && a.equals !== undefined && !a.equals(b));
  if (typeof a === 'string') return equalsObject(b, a);
  const left = asReal(a);
  if (left !== undefined) {
    const right = asReal(b);
    if (right !== undefined) return sameReal(left, right);
    return equalsObject(b, a);
  }
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return equalsObject(b, a);
    spend(a.length);
    return a.every((item, index) => equals(item, b[index]!));
  }
  if (isObject(a) && a.equals !== undefined) return a.equals(b);
  return equalsObject(b, a);
}

const equalsObject = (object: Value, other: Value): boolean =>
  isObject(object) && object.equals?.(other) === true;

/** The key under which a dictionary or set keeps the value, the same for equal values; undefined when unhashable. */
export function hashKey(value: Value): HashKey | undefined {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
    case 'boolean':
      return value ? 1 : 0;
    case 'number':
    case 'bigint':
      return value;
    default:
      if (value === null) return null;
      if (Array.isArray(value)) return undefined;
      return value.hashKey === undefined ? value : value.hashKey();
  }
}

/** As `hashKey`, and a TypeError for what is unhashable. */
export function requireHashKey(value: Value): HashKey {
  const key = hashKey(value);
  if (key === undefined) throw typeError(`unhashable type: '${typeName(unhashablePart(value))}'`);
  return key;
}

/** In a tuple, Python names the item that cannot be hashed. */
function unhashablePart(value: Value): Value {
  if (isObject(value) && value.typeName === 'tuple' && value.iterate !== undefined) {
    for (let items = value.iterate(), item = items.next(); !item.done; item = items.next())
      if (hashKey(item.value) === undefined) return unhashablePart(item.value);
  }
  return value;
}
