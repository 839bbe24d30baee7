import { type Globals, type Macro, macroOf, type Value } from '../template/index.ts';
import type { MacroEntry } from './macro-entry.ts';
import type { MacroView } from './macro-lookup.ts';
import { MacroNamespace } from './macro-namespace.ts';

/** Makes a macro's value something else, such as one that notes its calls. */
export type WrapMacro = (entry: MacroEntry, macro: Macro) => Value;

interface Values {
  get(name: string): Value | undefined;
  has(name: string): boolean;
  keys(): Iterable<string>;
}

/**
 * The names a template sees: values, the macros that are seen from its package, and the packages themselves. Macros are
 * made when first used and see the same names (so a `ref` in a macro is the calling node's, as in dbt).
 */
export class Scope implements Globals {
  readonly #values: Values;
  readonly #shared: Values;
  readonly #macros: MacroView;
  readonly #wrap: WrapMacro | undefined;
  readonly #made = new Map<MacroEntry, Value>();
  readonly #namespaces = new Map<string, Value>();
  readonly #local = new Map<string, Value>();

  /**
   * @param values what only this node sees
   * @param shared what every node sees
   */
  constructor(values: Values, shared: Values, macros: MacroView, wrap?: WrapMacro) {
    this.#values = values;
    this.#shared = shared;
    this.#macros = macros;
    this.#wrap = wrap;
  }

  /** Gives a name a value that comes before all others. */
  define(name: string, value: Value): void {
    this.#local.set(name, value);
  }

  get(name: string): Value | undefined {
    const local = this.#local.get(name);
    if (local !== undefined) return local;
    return this.#macros.override
      ? (this.#fromMacros(name) ?? this.#fromValues(name))
      : (this.#fromValues(name) ?? this.#fromMacros(name));
  }

  has(name: string): boolean {
    return (
      this.#local.has(name) ||
      this.#values.has(name) ||
      this.#shared.has(name) ||
      this.#macros.find(name) !== undefined ||
      this.#macros.namespace(name) !== undefined
    );
  }

  *names(): Iterable<string> {
    yield* this.#values.keys();
    yield* this.#shared.keys();
    yield* this.#macros.names();
  }

  ownerHint(name: string): string | undefined {
    return this.#macros.override
      ? `a package '${name}' would have to be in packages.yml and installed: assay deps`
      : undefined;
  }

  /** A macro, found by whatever means, as a value that sees the names of this scope. */
  callable(entry: MacroEntry): Value {
    let made = this.#made.get(entry);
    if (made === undefined) {
      const macro = macroOf(entry.template, entry.definition, () => this, !this.#macros.override);
      made = this.#wrap === undefined ? macro : this.#wrap(entry, macro);
      this.#made.set(entry, made);
    }
    return made;
  }

  #fromValues(name: string): Value | undefined {
    const value = this.#values.get(name) ?? this.#shared.get(name);
    if (value !== undefined) return value;
    return this.#values.has(name) || this.#shared.has(name) ? null : undefined;
  }

  #fromMacros(name: string): Value | undefined {
    const entry = this.#macros.find(name);
    if (entry !== undefined) return this.callable(entry);
    const known = this.#namespaces.get(name);
    if (known !== undefined) return known;
    const macros = this.#macros.namespace(name);
    if (macros === undefined) return undefined;
    const namespace = new MacroNamespace(name, macros, (macro) => this.callable(macro));
    this.#namespaces.set(name, namespace);
    return namespace;
  }
}
