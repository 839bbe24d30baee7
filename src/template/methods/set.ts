import { keyError } from '../errors.ts';
import { type Builtin, builtin } from '../values/builtin.ts';
import { each, listOf } from '../values/iterate.ts';
import { repr } from '../values/repr.ts';
import { PySet } from '../values/set.ts';
import type { Value } from '../values/value.ts';

const own = (self: Value): PySet => self as PySet;
const setOf = (value: Value): PySet => (value instanceof PySet ? value : new PySet(each(value)));
const given = (args: readonly (Value | undefined)[]): PySet[] => args.map((arg) => setOf(arg!));

/** Python's methods of set. */
export const setMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('add', 'item', (self, [item]) => {
    own(self).add(item!);
    return null;
  }),
  builtin('discard', 'item', (self, [item]) => {
    own(self).delete(item!);
    return null;
  }),
  builtin('remove', 'item', (self, [item]) => {
    if (!own(self).delete(item!)) throw keyError(repr(item!));
    return null;
  }),
  builtin('pop', '', (self) => {
    const [first] = own(self).items();
    if (first === undefined) throw keyError("'pop from an empty set'");
    own(self).delete(first);
    return first;
  }),
  builtin('clear', '', (self) => {
    own(self).clear();
    return null;
  }),
  builtin('copy', '', (self) => new PySet(own(self).items())),
  builtin('update', '*', (self, args) => {
    for (const arg of args) for (const item of listOf(arg!)) own(self).add(item);
    return null;
  }),
  builtin('union', '*', (self, args) => {
    const result = new PySet(own(self).items());
    for (const arg of args) for (const item of each(arg!)) result.add(item);
    return result;
  }),
  builtin('intersection', '*', (self, args) => {
    const others = given(args);
    return new PySet([...own(self).items()].filter((item) => others.every((other) => other.contains(item))));
  }),
  builtin('difference', '*', (self, args) => {
    const others = given(args);
    return new PySet([...own(self).items()].filter((item) => !others.some((other) => other.contains(item))));
  }),
  builtin('symmetric_difference', 'other', (self, [other]) => {
    const theirs = setOf(other!);
    const mine = [...own(self).items()].filter((item) => !theirs.contains(item));
    return new PySet([...mine, ...[...theirs.items()].filter((item) => !own(self).contains(item))]);
  }),
  builtin('issubset', 'other', (self, [other]) => own(self).within(setOf(other!))),
  builtin('issuperset', 'other', (self, [other]) => setOf(other!).within(own(self))),
  builtin(
    'isdisjoint',
    'other',
    (self, [other]) => ![...own(self).items()].some((item) => setOf(other!).contains(item)),
  ),
]);
