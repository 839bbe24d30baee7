import { spend } from '../run.ts';
import { requireHashKey } from './equality.ts';
import { repr } from './repr.ts';
import type { BinaryOperator, HashKey, OrderOperator, PyObject, Value } from './value.ts';

/** Python's set; it keeps the order of insertion, where Python's own is a hash's. */
export class PySet implements PyObject {
  readonly typeName = 'set';
  readonly #items = new Map<HashKey, Value>();

  constructor(items: Iterable<Value> = []) {
    for (const item of items) this.add(item);
  }

  get size(): number {
    return this.#items.size;
  }

  add(item: Value): void {
    const key = requireHashKey(item);
    if (!this.#items.has(key)) this.#items.set(key, item);
  }

  delete(item: Value): boolean {
    return this.#items.delete(requireHashKey(item));
  }

  clear(): void {
    this.#items.clear();
  }

  items(): IterableIterator<Value> {
    return this.#items.values();
  }

  iterate(): Iterator<Value> {
    return this.#items.values();
  }

  length(): number {
    return this.#items.size;
  }

  contains(item: Value): boolean {
    return this.#items.has(requireHashKey(item));
  }

  truthy(): boolean {
    return this.#items.size > 0;
  }

  within(other: PySet): boolean {
    spend(this.size);
    for (const key of this.#items.keys()) if (!other.#items.has(key)) return false;
    return true;
  }

  equals(other: Value): boolean {
    return other instanceof PySet && other.size === this.size && this.within(other);
  }

  order(operator: OrderOperator, other: Value): boolean | undefined {
    if (!(other instanceof PySet)) return undefined;
    if (operator === '<=') return this.within(other);
    if (operator === '>=') return other.within(this);
    if (operator === '<') return this.size < other.size && this.within(other);
    return this.size > other.size && other.within(this);
  }

  binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator !== '-' || reflected || !(other instanceof PySet)) return undefined;
    return new PySet([...this.items()].filter((item) => !other.contains(item)));
  }

  hashKey(): undefined {
    return undefined;
  }

  repr(): string {
    return this.size === 0 ? 'set()' : `{${[...this.items()].map(repr).join(', ')}}`;
  }

  toJs(): unknown {
    return [...this.items()];
  }
}
