import type { PyDict } from './dict.ts';
import { equals } from './equality.ts';
import { repr } from './repr.ts';
import { PyTuple } from './tuple.ts';
import type { PyObject, Value } from './value.ts';

/** What `keys()`, `values()` and `items()` give: live, printed as `dict_keys([...])`. */
export class DictView implements PyObject {
  readonly typeName: string;
  readonly #dict: PyDict;
  readonly #part: 'keys' | 'values' | 'items';

  constructor(dict: PyDict, part: 'keys' | 'values' | 'items') {
    this.#dict = dict;
    this.#part = part;
    this.typeName = `dict_${part}`;
  }

  iterate(): Iterator<Value> {
    if (this.#part === 'items') return this.#items();
    return this.#part === 'keys' ? this.#dict.keys() : this.#dict.values();
  }

  length(): number {
    return this.#dict.size;
  }

  truthy(): boolean {
    return this.#dict.size > 0;
  }

  contains(item: Value): boolean {
    if (this.#part === 'keys') return this.#dict.has(item);
    for (const own of this.#all()) if (equals(own, item)) return true;
    return false;
  }

  equals(other: Value): boolean {
    if (this.#part === 'values' || !(other instanceof DictView) || other.#part !== this.#part)
      return other === this;
    return other.length() === this.length() && [...this.#all()].every((item) => other.contains(item));
  }

  hashKey(): object | undefined {
    return this.#part === 'values' ? this : undefined;
  }

  repr(): string {
    return `${this.typeName}([${[...this.#all()].map(repr).join(', ')}])`;
  }

  toJs(): unknown {
    return [...this.#all()];
  }

  *#items(): Generator<Value> {
    for (const [key, value] of this.#dict.pairs()) yield new PyTuple([key, value]);
  }

  #all(): Iterable<Value> {
    return { [Symbol.iterator]: () => this.iterate() };
  }
}
