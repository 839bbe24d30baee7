import { type Globals, macroOf, type Value } from '../template/index.ts';
import type { MacroEntry } from './manifest.ts';

/**
 * The names a template sees: values first, then the project's macros, which are made when first used and see
 * the same names themselves (so a `ref` in a macro is the calling node's, as in dbt).
 */
export class Scope implements Globals {
  readonly #values: ReadonlyMap<string, Value>;
  readonly #shared: ReadonlyMap<string, Value>;
  readonly #macros: ReadonlyMap<string, MacroEntry>;
  readonly #made = new Map<string, Value>();

  /**
   * @param values what only this node sees
   * @param shared what every node sees
   * @param macros by the name that they are called by
   */
  constructor(
    values: ReadonlyMap<string, Value>,
    shared: ReadonlyMap<string, Value>,
    macros: ReadonlyMap<string, MacroEntry>,
  ) {
    this.#values = values;
    this.#shared = shared;
    this.#macros = macros;
  }

  get(name: string): Value | undefined {
    const value = this.#values.get(name) ?? this.#shared.get(name) ?? this.#made.get(name);
    if (value !== undefined) return value;
    if (this.#values.has(name) || this.#shared.has(name)) return null;
    const entry = this.#macros.get(name);
    if (entry === undefined) return undefined;
    const macro = macroOf(entry.template, entry.definition, () => this);
    this.#made.set(name, macro);
    return macro;
  }

  has(name: string): boolean {
    return this.#values.has(name) || this.#shared.has(name) || this.#macros.has(name);
  }

  *names(): Iterable<string> {
    yield* this.#values.keys();
    yield* this.#shared.keys();
    yield* this.#macros.keys();
  }
}
