import { indexError, valueError } from '../errors.ts';
import { spend } from '../run.ts';
import { type Builtin, builtin, intArgument } from '../values/builtin.ts';
import { equals } from '../values/equality.ts';
import { each } from '../values/iterate.ts';
import { sorted } from '../values/order.ts';
import type { PyRange } from '../values/range.ts';
import { repr } from '../values/repr.ts';
import { truthy } from '../values/truth.ts';
import type { PyTuple } from '../values/tuple.ts';
import { isObject, noKwargs, type Value } from '../values/value.ts';

const own = (self: Value): Value[] => self as Value[];

function count(items: readonly Value[], item: Value): number {
  spend(items.length);
  return items.filter((other) => equals(other, item)).length;
}

function index(
  items: readonly Value[],
  item: Value,
  start: Value | undefined,
  end: Value | undefined,
): number | undefined {
  spend(items.length >> 3);
  const bound = (value: number): number => (value < 0 ? Math.max(0, value + items.length) : value);
  const to = Math.min(bound(intArgument(end, items.length)), items.length);
  for (let i = bound(intArgument(start, 0)); i < to; i++) if (equals(items[i]!, item)) return i;
  return undefined;
}

/** Python's methods of list. */
export const listMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('append', 'object', (self, [item]) => {
    spend(1);
    own(self).push(item!);
    return null;
  }),
  builtin('extend', 'iterable', (self, [items]) => {
    for (const item of items === self ? own(self).slice() : each(items!)) own(self).push(item);
    return null;
  }),
  builtin('insert', 'index object', (self, [at, item]) => {
    spend(own(self).length >> 3);
    own(self).splice(intArgument(at, 0), 0, item!);
    return null;
  }),
  builtin('pop', 'index?', (self, [at]) => {
    const items = own(self);
    if (items.length === 0) throw indexError('pop from empty list');
    const position = intArgument(at, -1);
    const index = position < 0 ? position + items.length : position;
    if (index < 0 || index >= items.length) throw indexError('pop index out of range');
    return items.splice(index, 1)[0]!;
  }),
  builtin('remove', 'value', (self, [item]) => {
    const at = index(own(self), item!, undefined, undefined);
    if (at === undefined) throw valueError('list.remove(x): x not in list');
    own(self).splice(at, 1);
    return null;
  }),
  builtin('index', 'value start? end?', (self, [item, start, end]) => {
    const at = index(own(self), item!, start, end);
    if (at === undefined) throw valueError(`${repr(item!)} is not in list`);
    return at;
  }),
  builtin('count', 'value', (self, [item]) => count(own(self), item!)),
  builtin('reverse', '', (self) => {
    own(self).reverse();
    return null;
  }),
  builtin('copy', '', (self) => own(self).slice()),
  builtin('clear', '', (self) => {
    own(self).length = 0;
    return null;
  }),
  builtin('sort', 'key? reverse?', (self, [key, reverse]) => {
    const by =
      isObject(key) && key.call !== undefined ? (item: Value) => key.call!([item], noKwargs) : undefined;
    const result = sorted(own(self), reverse !== undefined && truthy(reverse), by);
    own(self).splice(0, result.length, ...result);
    return null;
  }),
]);

/** Python's methods of tuple. */
export const tupleMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('index', 'value start? end?', (self, [item, start, end]) => {
    const at = index((self as PyTuple).items, item!, start, end);
    if (at === undefined) throw valueError('tuple.index(x): x not in tuple');
    return at;
  }),
  builtin('count', 'value', (self, [item]) => count((self as PyTuple).items, item!)),
]);

/** Python's methods of range. */
export const rangeMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('index', 'value', (self, [item]) => {
    const range = self as PyRange;
    if (!range.contains(item!)) throw valueError(`${repr(item!)} is not in range`);
    return (Number(item) - range.start) / range.step;
  }),
  builtin('count', 'value', (self, [item]) => ((self as PyRange).contains(item!) ? 1 : 0)),
]);
