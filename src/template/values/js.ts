import { PyDateTime } from '../dates/datetime.ts';
import { PyDict } from './dict.ts';
import { PyFloat } from './float.ts';
import { isObject, type PyObject, type Value } from './value.ts';

/**
 * A JavaScript value as a template sees it: whole numbers are ints, others floats, objects and Maps dicts, undefined
 * is None, a Date a datetime in UTC without a zone. What is a value already stays as it is.
 */
export function fromJs(value: unknown): Value {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : new PyFloat(value);
    case 'object':
      return value === null ? null : fromObject(value);
    case 'undefined':
      return null;
    default:
      throw new Error(`a ${typeof value} is no value for a template`);
  }
}

function fromObject(value: object): Value {
  if (Array.isArray(value)) return value.map(fromJs);
  if (value instanceof Date) return PyDateTime.ofEpoch(value.getTime(), undefined);
  if ('typeName' in value && Object.getPrototypeOf(value) !== Object.prototype) return value as PyObject;
  const pairs = value instanceof Map ? value : Object.entries(value);
  return new PyDict([...pairs].map(([key, item]): [Value, Value] => [fromJs(key), fromJs(item)]));
}

/** Plain JavaScript that JSON can hold: dicts become objects, tuples and sets arrays, big ints text. */
export function toJs(value: Value): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(toJs);
  if (!isObject(value)) return value;
  if (value instanceof PyDict) {
    const result: Record<string, unknown> = {};
    for (const [key, item] of value.pairs()) result[String(toJs(key))] = toJs(item);
    return result;
  }
  const plain = value.toJs?.() ?? value.toText?.() ?? value.repr?.() ?? null;
  return Array.isArray(plain) || (typeof plain === 'object' && plain !== null) ? toJs(plain as Value) : plain;
}
