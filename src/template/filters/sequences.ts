import { attributeGetter } from '../attribute-path.ts';
import { runtimeError, typeError, zeroDivision } from '../errors.ts';
import { reserve } from '../run.ts';
import { binary } from '../values/arithmetic.ts';
import { type Builtin, builtin, intArgument } from '../values/builtin.ts';
import { PyDict } from '../values/dict.ts';
import { each, lengthOf, listOf } from '../values/iterate.ts';
import { Lazy } from '../values/lazy.ts';
import { PyRange } from '../values/range.ts';
import { toText } from '../values/repr.ts';
import { itemAt, Slice, sliced } from '../values/slice.ts';
import { PyTuple } from '../values/tuple.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined } from '../values/undefined.ts';
import { given, isObject, type Value } from '../values/value.ts';

const nothing = (message: string): Value => new Undefined(null, undefined, undefined, message);

function last(self: Value): Value {
  const result = reversible(self)[Symbol.iterator]().next();
  return result.done ? nothing('No last item, sequence was empty.') : result.value;
}

/** `reversed(value)`. */
function* backwards(items: Value): Generator<Value> {
  const length = lengthOf(items);
  for (let i = length - 1; i >= 0; i--) yield itemAt(items, i)!;
}

function reversible(value: Value): Iterable<Value> {
  if (typeof value === 'string') return [...value].reverse();
  if (Array.isArray(value) || value instanceof PyTuple || value instanceof PyRange) return backwards(value);
  if (
    value instanceof PyDict ||
    (isObject(value) && value.typeName.startsWith('dict_')) ||
    value instanceof Undefined
  )
    return listOf(value).reverse();
  throw typeError(`'${typeName(value)}' object is not reversible`);
}

function reverse(self: Value): Value {
  if (typeof self === 'string') return sliced(self, new Slice(null, null, -1))!;
  if (isObject(self) && self.iterate !== undefined && (self.typeName === 'set' || self instanceof Lazy))
    return listOf(self).reverse();
  if (!Array.isArray(self) && !(isObject(self) && self.iterate !== undefined))
    throw runtimeError('argument must be iterable');
  return new Lazy(
    reversible(self)[Symbol.iterator](),
    Array.isArray(self) ? 'list_reverseiterator' : 'reversed',
  );
}

function* batches(self: Value, size: number, fill: Value | undefined): Generator<Value> {
  let batch: Value[] = [];
  for (const item of each(self)) {
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
    batch.push(item);
  }
  if (batch.length === 0) return;
  reserve(size);
  while (fill !== undefined && fill !== null && batch.length < size) batch.push(fill);
  yield batch;
}

function* slices(self: Value, count: number, fill: Value | undefined): Generator<Value> {
  const items = listOf(self);
  if (count === 0) throw zeroDivision('integer division or modulo by zero');
  reserve(count);
  const size = Math.floor(items.length / count);
  const longer = items.length - size * count;
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = start + size + (i < longer ? 1 : 0);
    const part = items.slice(start, end);
    if (fill !== undefined && fill !== null && i >= longer) part.push(fill);
    yield part;
    start = end;
  }
}

function join(self: Value, glue: string, path: Value | undefined): string {
  const getter = attributeGetter(path);
  const parts: string[] = [];
  let size = 0;
  for (const item of each(self)) {
    const part = toText(getter(item));
    size += part.length + glue.length;
    reserve(size);
    parts.push(part);
  }
  return parts.join(glue);
}

function total(self: Value, path: Value | undefined, start: Value): Value {
  if (typeof start === 'string') throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  const getter = attributeGetter(path);
  let result: Value = start;
  for (const item of each(self)) result = binary('+', result, getter(item));
  return result;
}

export const sequences: readonly [string, Builtin][] = [
  builtin('first', '', (self) => {
    for (const item of each(self)) return item;
    return nothing('No first item, sequence was empty.');
  }),
  builtin('last', '', last),
  builtin('random', '', (self) => {
    const length = lengthOf(self);
    return length === 0
      ? nothing('No random item, sequence was empty.')
      : given(
          itemAt(self, Math.floor(Math.random() * length)),
          nothing('No random item, sequence was empty.'),
        );
  }),
  builtin('reverse', '', reverse),
  builtin(
    'batch',
    'linecount fill_with?',
    (self, [size, fill]) => new Lazy(batches(self, intArgument(size, 1), fill)),
  ),
  builtin(
    'slice',
    'slices fill_with?',
    (self, [count, fill]) => new Lazy(slices(self, intArgument(count, 1), fill)),
  ),
  builtin('join', 'd? attribute?', (self, [glue, path]) => join(self, toText(given(glue, '')), path)),
  builtin('sum', 'attribute? start?', (self, [path, start]) => total(self, path, given(start, 0))),
  builtin('items', '', (self) => {
    if (self instanceof Undefined) return new Lazy([][Symbol.iterator]());
    if (!(self instanceof PyDict)) throw typeError('Can only get item pairs from a mapping.');
    return new Lazy(pairs(self));
  }),
];

function* pairs(dict: PyDict): Generator<Value> {
  for (const pair of dict.pairs()) yield new PyTuple(pair);
}
