import { runtimeError } from './errors.ts';
import type { PyDict } from './values/dict.ts';
import { repr } from './values/repr.ts';
import { HostFunction, type PyObject, type Value } from './values/value.ts';

/** Jinja's `namespace()`: attributes that can be set from inside a loop. */
export class Namespace implements PyObject {
  readonly typeName = 'Namespace';
  readonly #values: PyDict;

  constructor(values: PyDict) {
    this.#values = values;
  }

  getAttr(name: string): Value | undefined {
    return this.#values.get(name);
  }

  getItem(key: Value): Value | undefined {
    return this.#values.get(key);
  }

  setAttr(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  attributeNames(): Iterable<string> {
    return this.#values.attributeNames();
  }

  repr(): string {
    return `<Namespace ${repr(this.#values)}>`;
  }

  toJs(): unknown {
    return this.#values;
  }
}

/** Jinja's `cycler()`. */
export class Cycler implements PyObject {
  readonly typeName = 'Cycler';
  readonly #items: readonly Value[];
  #position = 0;

  constructor(items: readonly Value[]) {
    if (items.length === 0) throw runtimeError('at least one item has to be provided');
    this.#items = items;
  }

  getAttr(name: string): Value | undefined {
    if (name === 'current') return this.#items[this.#position];
    if (name === 'reset')
      return new HostFunction('reset', () => {
        this.#position = 0;
        return null;
      });
    if (name !== 'next') return undefined;
    return new HostFunction('next', () => {
      const item = this.#items[this.#position]!;
      this.#position = (this.#position + 1) % this.#items.length;
      return item;
    });
  }
}

/** Jinja's `joiner()`: nothing on the first call, the separator from then on. */
export class Joiner implements PyObject {
  readonly typeName = 'Joiner';
  readonly #separator: Value;
  #used = false;

  constructor(separator: Value) {
    this.#separator = separator;
  }

  call(): Value {
    if (this.#used) return this.#separator;
    this.#used = true;
    return '';
  }
}
