import { binary } from '../values/arithmetic.ts';
import { type Builtin, builtin } from '../values/builtin.ts';
import { equals } from '../values/equality.ts';
import { contains } from '../values/iterate.ts';
import { order } from '../values/order.ts';
import type { OrderOperator, Value } from '../values/value.ts';

/** The same comparison under each of its names. */
const named = (names: string, holds: (value: Value, other: Value) => boolean): [string, Builtin][] =>
  names.split(' ').map((name) => builtin(name, 'other', (self, [other]) => holds(self, other!)));

const ordered = (names: string, operator: OrderOperator): [string, Builtin][] =>
  named(names, (value, other) => order(operator, value, other));

/** Tests of a value against another. */
export const comparisons: readonly [string, Builtin][] = [
  ...named('== eq equalto', equals),
  ...named('!= ne', (value, other) => !equals(value, other)),
  ...ordered('< lt lessthan', '<'),
  ...ordered('<= le', '<='),
  ...ordered('> gt greaterthan', '>'),
  ...ordered('>= ge', '>='),
  ...named('in', (value, seq) => contains(seq, value)),
  ...named('sameas', (value, other) => value === other),
  builtin('divisibleby', 'num', (self, [num]) => equals(binary('%', self, num!), 0)),
  builtin('odd', '', (self) => equals(binary('%', self, 2), 1)),
  builtin('even', '', (self) => equals(binary('%', self, 2), 0)),
];
