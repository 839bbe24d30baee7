import { didYouMean } from '../base/index.ts';
import { typeError } from './errors.ts';
import { methodsOf } from './methods/index.ts';
import { BoundMethod, callBuiltin } from './values/builtin.ts';
import { PyDict } from './values/dict.ts';
import { hashKey } from './values/equality.ts';
import { asInteger } from './values/number.ts';
import { PyRange } from './values/range.ts';
import { itemAt, Slice, sliced } from './values/slice.ts';
import { PyTuple } from './values/tuple.ts';
import { typeName } from './values/type-name.ts';
import { Undefined } from './values/undefined.ts';
import { isObject, type Kwargs, type Value } from './values/value.ts';

/** `object.name` as Jinja has it: the attribute, else the item, else undefined. */
export function getAttribute(object: Value, name: string): Value {
  if (object instanceof PyDict) {
    const method = methodsOf(object)?.get(name);
    return method === undefined ? orMissing(object.get(name), object, name) : new BoundMethod(object, method);
  }
  const found = attribute(object, name);
  return found === undefined ? orMissing(item(object, name), object, name) : found;
}

/** `object[key]` as Jinja has it: the item, else the attribute of that name, else undefined. */
export function getItem(object: Value, key: Value): Value {
  const found = item(object, key);
  if (found !== undefined) return found;
  const attributeFound = typeof key === 'string' ? attribute(object, key) : undefined;
  return orMissing(attributeFound, object, key);
}

/** The attribute alone, as the `attr` filter looks it up. */
export function attribute(object: Value, name: string): Value | undefined {
  if (isObject(object) && object.getAttr !== undefined) {
    const own = object.getAttr(name);
    if (own !== undefined) return own;
  }
  const method = methodsOf(object)?.get(name);
  return method === undefined ? undefined : new BoundMethod(object, method);
}

function item(object: Value, key: Value): Value | undefined {
  if (key instanceof Slice) return sliced(object, key) ?? noSlices(object);
  if (
    typeof object === 'string' ||
    Array.isArray(object) ||
    object instanceof PyTuple ||
    object instanceof PyRange
  ) {
    const index = asInteger(key);
    return index === undefined ? undefined : itemAt(object, Number(index));
  }
  if (!isObject(object) || object.getItem === undefined) return undefined;
  return hashKey(key) === undefined ? undefined : object.getItem(key);
}

/** Jinja looks slices up as Python does, where what has none is an error and not undefined. */
function noSlices(object: Value): Value {
  if (object instanceof Undefined) return object.getItem();
  if (object instanceof PyDict) throw typeError("unhashable type: 'slice'");
  throw typeError(`'${typeName(object)}' object is not subscriptable`);
}

const orMissing = (found: Value | undefined, object: Value, key: Value): Value =>
  found === undefined ? missing(object, key) : found;

/** What Jinja gives for a name that the object lacks. */
export function missing(object: Value, key: Value): Value {
  return object instanceof Undefined
    ? object.getItem()
    : new Undefined(key, object, () => (typeof key === 'string' ? suggestion(object, key) : undefined));
}

function suggestion(object: Value, name: string): string | undefined {
  const own = isObject(object) ? (object.attributeNames?.() ?? []) : [];
  return didYouMean(name, [...own, ...(methodsOf(object)?.keys() ?? [])]);
}

/** `callee(…)`. */
export function call(callee: Value, args: readonly Value[], kwargs: Kwargs): Value {
  if (isObject(callee) && callee.call !== undefined) return callee.call(args, kwargs);
  throw typeError(`'${typeName(callee)}' object is not callable`);
}

/** `object.name(…)` without making the bound method first. */
export function callMethod(object: Value, name: string, args: readonly Value[], kwargs: Kwargs): Value {
  if (!isObject(object) || object instanceof PyDict) {
    const method = methodsOf(object)?.get(name);
    if (method !== undefined) return callBuiltin(method, object, args, kwargs);
  }
  return call(getAttribute(object, name), args, kwargs);
}
