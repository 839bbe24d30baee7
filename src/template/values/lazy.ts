import type { PyObject, Value } from './value.ts';

/** An iterator that can be gone through once: what `map`, `select`, `batch` and `reversed` give. */
export class Lazy implements PyObject {
  readonly typeName: string;
  readonly #items: Iterator<Value>;

  constructor(items: Iterator<Value>, typeName = 'generator') {
    this.#items = items;
    this.typeName = typeName;
  }

  iterate(): Iterator<Value> {
    return this.#items;
  }

  repr(): string {
    return `<${this.typeName} object>`;
  }

  toJs(): unknown {
    return [...{ [Symbol.iterator]: () => this.#items }];
  }
}
