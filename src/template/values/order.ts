import { typeError } from '../errors.ts';
import { spend } from '../run.ts';
import { equals } from './equality.ts';
import { asReal } from './number.ts';
import { typeName } from './type-name.ts';
import { isObject, type OrderOperator, type Value } from './value.ts';

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** Python's `a < b` and its kin; a TypeError where the two have no order. */
export function order(operator: OrderOperator, a: Value, b: Value): boolean {
  const left = asReal(a);
  if (left !== undefined) {
    const right = asReal(b);
    if (right !== undefined) return holds(operator, left, right);
  } else if (typeof a === 'string') {
    if (typeof b === 'string') return a === b ? operator.length === 2 : holds(operator, compareText(a, b), 0);
  } else if (Array.isArray(a) && Array.isArray(b)) return orderLists(operator, a, b);
  const own = isObject(a) ? a.order?.(operator, b) : undefined;
  const result = own ?? (isObject(b) ? b.order?.(mirrored[operator], a) : undefined);
  if (result === undefined)
    throw typeError(`'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
  return result;
}

export function holds<T extends number | bigint>(operator: OrderOperator, a: T, b: T): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

/** -1, 0 or 1, by code points as Python orders strings, not by UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) < rank(y) ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

/** Surrogates stand for code points above all others. */
const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);

function orderLists(operator: OrderOperator, a: readonly Value[], b: readonly Value[]): boolean {
  const length = Math.min(a.length, b.length);
  spend(length);
  for (let i = 0; i < length; i++) if (!equals(a[i]!, b[i]!)) return order(operator, a[i]!, b[i]!);
  return holds(operator, a.length, b.length);
}

/** A stable sort by `<`, as `sorted()`. */
export function sorted(
  items: readonly Value[],
  reverse = false,
  key: (item: Value) => Value = (item) => item,
): Value[] {
  spend(items.length * (1 + (Math.log2(items.length + 1) >> 1)));
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const sign = reverse ? -1 : 1;
  keyed.sort((a, b) => (order('<', a.key, b.key) ? -sign : order('<', b.key, a.key) ? sign : 0));
  return keyed.map(({ item }) => item);
}
