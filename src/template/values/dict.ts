import { spend } from '../run.ts';
import { equals, requireHashKey } from './equality.ts';
import { repr } from './repr.ts';
import type { HashKey, PyObject, Value } from './value.ts';

interface Entry {
  readonly key: Value;
  value: Value;
}

/** Python's dict: any hashable key, `1`, `1.0` and `True` being the same one, in the order of insertion. */
export class PyDict implements PyObject {
  readonly typeName = 'dict';
  readonly #entries = new Map<HashKey, Entry>();

  /** From pairs; a later one replaces the value of an earlier one. */
  constructor(pairs: Iterable<readonly [Value, Value]> = []) {
    for (const [key, value] of pairs) this.set(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(requireHashKey(key))?.value;
  }

  has(key: Value): boolean {
    return this.#entries.has(requireHashKey(key));
  }

  set(key: Value, value: Value): void {
    const hash = requireHashKey(key);
    const entry = this.#entries.get(hash);
    if (entry === undefined) this.#entries.set(hash, { key, value });
    else entry.value = value;
  }

  delete(key: Value): boolean {
    return this.#entries.delete(requireHashKey(key));
  }

  clear(): void {
    this.#entries.clear();
  }

  *keys(): Generator<Value> {
    for (const entry of this.#entries.values()) yield entry.key;
  }

  *values(): Generator<Value> {
    for (const entry of this.#entries.values()) yield entry.value;
  }

  *pairs(): Generator<[Value, Value]> {
    for (const entry of this.#entries.values()) yield [entry.key, entry.value];
  }

  getItem(key: Value): Value | undefined {
    return this.get(key);
  }

  iterate(): Iterator<Value> {
    return this.keys();
  }

  length(): number {
    return this.#entries.size;
  }

  contains(item: Value): boolean {
    return this.has(item);
  }

  truthy(): boolean {
    return this.#entries.size > 0;
  }

  equals(other: Value): boolean {
    if (other === this) return true;
    if (!(other instanceof PyDict) || other.size !== this.size) return false;
    spend(this.size);
    for (const [hash, entry] of this.#entries) {
      const theirs = other.#entries.get(hash);
      if (theirs === undefined || !equals(entry.value, theirs.value)) return false;
    }
    return true;
  }

  hashKey(): undefined {
    return undefined;
  }

  repr(): string {
    spend(this.size);
    const parts: string[] = [];
    for (const { key, value } of this.#entries.values()) parts.push(`${repr(key)}: ${repr(value)}`);
    return `{${parts.join(', ')}}`;
  }

  *attributeNames(): Generator<string> {
    for (const key of this.keys()) if (typeof key === 'string') yield key;
  }
}
