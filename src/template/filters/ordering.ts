import { attributeGetter, attributesGetter, type Getter, ignoreCase } from '../attribute-path.ts';
import { attributeError, runtimeError } from '../errors.ts';
import { type Bound, type Builtin, builtin } from '../values/builtin.ts';
import { PyDict } from '../values/dict.ts';
import { equals } from '../values/equality.ts';
import { each, listOf } from '../values/iterate.ts';
import { Lazy } from '../values/lazy.ts';
import { order, sorted } from '../values/order.ts';
import { PySet } from '../values/set.ts';
import { truthy } from '../values/truth.ts';
import { PyTuple } from '../values/tuple.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined } from '../values/undefined.ts';
import { given, type Value } from '../values/value.ts';

const flag = (value: Value | undefined): boolean => value !== undefined && truthy(value);
const fold = (caseSensitive: Value | undefined): Getter | undefined =>
  flag(caseSensitive) ? undefined : ignoreCase;

function dictsort(self: Value, [caseSensitive, by, reverse]: Bound): Value {
  if (by !== undefined && by !== 'key' && by !== 'value')
    throw runtimeError('You can only sort by either "key" or "value"');
  if (!(self instanceof PyDict)) {
    if (self instanceof Undefined) self.fail();
    throw attributeError(`'${typeName(self)}' object has no attribute 'items'`);
  }
  const position = by === 'value' ? 1 : 0;
  const folded = fold(caseSensitive);
  const key = (pair: Value): Value => {
    const value = (pair as PyTuple).items[position]!;
    return folded === undefined ? value : folded(value);
  };
  return sorted(
    [...self.pairs()].map((pair) => new PyTuple(pair)),
    flag(reverse),
    key,
  );
}

function extreme(self: Value, [caseSensitive, path]: Bound, operator: '<' | '>'): Value {
  const getter = attributeGetter(path, fold(caseSensitive));
  let best: Value | undefined;
  let bestKey: Value = null;
  for (const item of each(self)) {
    const key = getter(item);
    if (best !== undefined && !order(operator, key, bestKey)) continue;
    best = item;
    bestKey = key;
  }
  return given(best, new Undefined(null, undefined, undefined, 'No aggregated item, sequence was empty.'));
}

function* unique(self: Value, [caseSensitive, path]: Bound): Generator<Value> {
  const getter = attributeGetter(path, fold(caseSensitive));
  const seen = new PySet();
  for (const item of each(self)) {
    const before = seen.size;
    seen.add(getter(item));
    if (seen.size > before) yield item;
  }
}

/** A group of `groupby`: a tuple whose parts also have names. */
class Group extends PyTuple {
  getAttr(name: string): Value | undefined {
    if (name === 'grouper') return this.items[0];
    return name === 'list' ? this.items[1] : undefined;
  }
}

function groupby(self: Value, [path, fallback, caseSensitive]: Bound): Value {
  const getter = attributeGetter(path, fold(caseSensitive), fallback);
  const groups: { key: Value; items: Value[] }[] = [];
  for (const item of sorted(listOf(self), false, getter)) {
    const key = getter(item);
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, key)) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  const shown = attributeGetter(path, undefined, fallback);
  return groups.map(({ key, items }) => new Group([flag(caseSensitive) ? key : shown(items[0]!), items]));
}

export const ordering: readonly [string, Builtin][] = [
  builtin('sort', 'reverse? case_sensitive? attribute?', (self, [reverse, caseSensitive, path]) =>
    sorted(listOf(self), flag(reverse), attributesGetter(path, fold(caseSensitive))),
  ),
  builtin('dictsort', 'case_sensitive? by? reverse?', dictsort),
  builtin('min', 'case_sensitive? attribute?', (self, args) => extreme(self, args, '<')),
  builtin('max', 'case_sensitive? attribute?', (self, args) => extreme(self, args, '>')),
  builtin('unique', 'case_sensitive? attribute?', (self, args) => new Lazy(unique(self, args))),
  builtin('groupby', 'attribute default? case_sensitive?', groupby),
];
