import type { PyObject, Value } from '../template/index.ts';
import type { MacroEntry } from './macro-entry.ts';

/** A package as templates name it, as in `dbt_utils.star()`. */
export class MacroNamespace implements PyObject {
  readonly typeName = 'dict';
  readonly #name: string;
  readonly #macros: ReadonlyMap<string, MacroEntry>;
  readonly #callable: (entry: MacroEntry) => Value;

  constructor(name: string, macros: ReadonlyMap<string, MacroEntry>, callable: (entry: MacroEntry) => Value) {
    this.#name = name;
    this.#macros = macros;
    this.#callable = callable;
  }

  getAttr(name: string): Value | undefined {
    const entry = this.#macros.get(name);
    if (entry !== undefined) return this.#callable(entry);
    return undefined;
  }

  getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.getAttr(key) : undefined;
  }

  attributeNames(): string[] {
    return [...this.#macros.keys()];
  }

  contains(key: Value): boolean {
    return typeof key === 'string' && this.#macros.has(key);
  }

  *iterate(): Iterator<Value> {
    yield* this.#macros.keys();
  }

  repr(): string {
    return `<macros of ${this.#name}>`;
  }
}
