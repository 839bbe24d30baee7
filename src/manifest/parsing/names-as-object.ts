import { HostFunction, type PyObject, type Value } from '../../template/index.ts';

/** The names that a template sees, as `builtins.ref` and `context['ref']` have them. */
export class NamesAsObject implements PyObject {
  readonly typeName = 'dict';
  readonly #find: (name: string) => Value | undefined;

  constructor(find: (name: string) => Value | undefined) {
    this.#find = find;
  }

  getAttr(name: string): Value | undefined {
    const found = this.#find(name);
    if (found !== undefined || name !== 'get') return found;
    return new HostFunction('get', ([key, otherwise]) => this.getItem(key ?? null) ?? otherwise ?? null);
  }

  getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.#find(key) : undefined;
  }

  contains(key: Value): boolean {
    return this.getItem(key) !== undefined;
  }
}
