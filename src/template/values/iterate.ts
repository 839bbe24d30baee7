import { typeError } from '../errors.ts';
import { reserveItems, spend } from '../run.ts';
import { equals } from './equality.ts';
import { PyRange } from './range.ts';
import { typeName } from './type-name.ts';
import { isObject, type Value } from './value.ts';

/** `iter(value)`, with a TypeError for what cannot be gone through. Strings give code points. */
export function iterator(value: Value): Iterator<Value> {
  if (Array.isArray(value)) return value[Symbol.iterator]();
  if (typeof value === 'string') return value[Symbol.iterator]();
  if (isObject(value) && value.iterate !== undefined) return value.iterate();
  throw typeError(`'${typeName(value)}' object is not iterable`);
}

/** The items one by one, each counted as a step. */
export function* each(value: Value): Generator<Value> {
  const items = iterator(value);
  for (let item = items.next(); !item.done; item = items.next()) {
    spend(1);
    yield item.value;
  }
}

/** `list(value)`: a new array. */
export function listOf(value: Value): Value[] {
  if (Array.isArray(value)) {
    spend(value.length >> 3);
    return value.slice();
  }
  if (value instanceof PyRange) reserveItems(value.length());
  return [...each(value)];
}

/** `len(value)`. */
export function lengthOf(value: Value): number {
  if (typeof value === 'string') return textLength(value);
  if (Array.isArray(value)) return value.length;
  if (isObject(value) && value.length !== undefined) return value.length();
  throw typeError(`object of type '${typeName(value)}' has no len()`);
}

const surrogate = /[\ud800-\udfff]/;

/** Whether UTF-16 units and code points differ in it. */
export const hasSurrogates = (text: string): boolean => surrogate.test(text);

/** Length in code points, as Python counts. */
export function textLength(text: string): number {
  spend(text.length >> 8);
  return hasSurrogates(text) ? [...text].length : text.length;
}

/** `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string') {
    if (typeof item !== 'string')
      throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
    spend(container.length >> 8);
    return container.includes(item);
  }
  if (Array.isArray(container)) {
    spend(container.length >> 3);
    return container.some((own) => equals(own, item));
  }
  if (isObject(container)) {
    if (container.contains !== undefined) return container.contains(item);
    if (container.iterate !== undefined) {
      for (const own of each(container)) if (equals(own, item)) return true;
      return false;
    }
  }
  throw typeError(`argument of type '${typeName(container)}' is not iterable`);
}
