import { equals, hashKey } from './equality.ts';
import { order } from './order.ts';
import { repr } from './repr.ts';
import type { HashKey, OrderOperator, PyObject, Value } from './value.ts';

/** Python's tuple. */
export class PyTuple implements PyObject {
  readonly typeName = 'tuple';
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }

  iterate(): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }

  length(): number {
    return this.items.length;
  }

  truthy(): boolean {
    return this.items.length > 0;
  }

  equals(other: Value): boolean {
    return other instanceof PyTuple && sameItems(this.items, other.items);
  }

  order(operator: OrderOperator, other: Value): boolean | undefined {
    return other instanceof PyTuple ? order(operator, [...this.items], [...other.items]) : undefined;
  }

  hashKey(): HashKey | undefined {
    const keys: string[] = [];
    for (const item of this.items) {
      const key = hashKey(item);
      if (key === undefined) return undefined;
      if (typeof key === 'object' && key !== null) return this;
      keys.push(
        `${typeof key === 'bigint' ? 'number' : typeof key} ${String(key)}`.replace(/[\\,]/g, '\\$&'),
      );
    }
    return `\0t${keys.join(',')}`;
  }

  repr(): string {
    const inner = this.items.map(repr);
    return inner.length === 1 ? `(${inner[0]},)` : `(${inner.join(', ')})`;
  }

  toJs(): unknown {
    return this.items;
  }
}

const sameItems = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((item, index) => equals(item, b[index]!));
