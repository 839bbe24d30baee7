import { run } from '../run.ts';
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
    return run().trail === undefined ? this.#items : { next: () => this.#nextOrLost() };
  }

  /** A generator ends with what it throws: a rendering that is suspended in one cannot go on. */
  #nextOrLost(): IteratorResult<Value> {
    try {
      return this.#items.next();
    } catch (thrown) {
      run().trail?.lose();
      throw thrown;
    }
  }

  repr(): string {
    return `<${this.typeName} object>`;
  }

  toJs(): unknown {
    return [...{ [Symbol.iterator]: () => this.#items }];
  }
}
