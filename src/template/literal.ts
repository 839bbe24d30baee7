import type { Expression } from './ast.ts';
import { negate } from './values/arithmetic.ts';
import { PyDict } from './values/dict.ts';
import { hashKey } from './values/equality.ts';
import { asReal } from './values/number.ts';
import { PyTuple } from './values/tuple.ts';
import type { Value } from './values/value.ts';

/** The value of an expression that is written out: constants, and lists, tuples and dicts of them; else undefined. */
export function literalOf(node: Expression): Value | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'negative': {
      const operand = literalOf(node.operand);
      return operand !== undefined && asReal(operand) !== undefined ? negate(operand) : undefined;
    }
    case 'list':
    case 'tuple': {
      const items: Value[] = [];
      for (const item of node.items) {
        const value = literalOf(item);
        if (value === undefined) return undefined;
        items.push(value);
      }
      return node.kind === 'list' ? items : new PyTuple(items);
    }
    case 'dict': {
      const dict = new PyDict();
      for (const pair of node.pairs) {
        const key = literalOf(pair.key);
        const value = literalOf(pair.value);
        if (key === undefined || value === undefined || hashKey(key) === undefined) return undefined;
        dict.set(key, value);
      }
      return dict;
    }
    default:
      return undefined;
  }
}
