import type { MacroEntry } from './macro-entry.ts';

/** The macros that a template can name, as it is seen from one package. */
export interface MacroView {
  /** The macro that a bare name means. */
  find(name: string): MacroEntry | undefined;
  /** The macros of the package of that name, as in `dbt_utils.star()`. */
  namespace(name: string): ReadonlyMap<string, MacroEntry> | undefined;
  names(): Iterable<string>;
  /** Whether a macro takes the place of a function of that name, such as `ref`. */
  readonly override: boolean;
}

export interface MacroRules {
  /** The name of the root project. */
  readonly root: string;
  /** The packages that are built in, the first of a name counts; together they are the namespace `dbt`. */
  readonly builtIn?: readonly string[];
  /** The installed packages, since one can be without macros. */
  readonly packages?: readonly string[];
  /** `dispatch:` of the project file: where to search for the macros of a namespace. */
  readonly searchOrder?: ReadonlyMap<string, readonly string[]>;
  /** What the names that `adapter.dispatch` finds start with, before `default`. */
  readonly adapters?: readonly string[];
  /** As `MacroView.override`. */
  readonly override?: boolean;
  /** Whether the materialization of a package can take the place of a built-in one. */
  readonly packagesReplace?: boolean;
}

/** A macro that was searched for, or the names that were tried in vain. */
export type Dispatched =
  | { readonly macro: MacroEntry }
  | { readonly macro?: undefined; readonly tried: readonly string[] };

const none: ReadonlyMap<string, MacroEntry> = new Map();
const builtInNamespace = 'dbt';

/**
 * Finds macros by the name that they are called by. A name means the one of the package that it is seen from, else the
 * root project's, else a built-in one; those of other packages are reached through the package's name.
 */
export class MacroLookup {
  readonly #byPackage = new Map<string, Map<string, MacroEntry>>();
  readonly #byId = new Map<string, MacroEntry>();
  readonly #builtIn = new Map<string, MacroEntry>();
  readonly #views = new Map<string, MacroView>();
  readonly #dispatched = new Map<string, Dispatched>();
  readonly #rules: MacroRules;
  readonly #builtInPackages: ReadonlySet<string>;
  #flat: ReadonlyMap<string, MacroEntry> | undefined;

  constructor(macros: Iterable<MacroEntry>, rules: MacroRules) {
    this.#rules = rules;
    this.#builtInPackages = new Set(rules.builtIn ?? []);
    for (const name of [rules.root, ...(rules.packages ?? [])]) this.#byPackage.set(name, new Map());
    for (const macro of macros) {
      this.#byId.set(macro.id, macro);
      const own = this.#byPackage.get(macro.package);
      if (own === undefined) this.#byPackage.set(macro.package, new Map([[macro.name, macro]]));
      else own.set(macro.name, macro);
    }
    for (const name of [...this.#builtInPackages].reverse())
      for (const macro of this.#byPackage.get(name)?.values() ?? []) this.#builtIn.set(macro.name, macro);
  }

  static readonly none = new MacroLookup([], { root: '' });

  all(): Iterable<MacroEntry> {
    return this.#byId.values();
  }

  byId(id: string): MacroEntry | undefined {
    return this.#byId.get(id);
  }

  /** What a bare name means in a template of the package. */
  find(name: string, from: string): MacroEntry | undefined {
    return this.#own(from).get(name) ?? this.#own(this.#rules.root).get(name) ?? this.#builtIn.get(name);
  }

  /** The macros of a package; those of `dbt` are all that are built in. */
  namespace(name: string): ReadonlyMap<string, MacroEntry> | undefined {
    if (name === builtInNamespace && this.#builtInPackages.size > 0) return this.#builtIn;
    return this.#builtInPackages.has(name) ? undefined : this.#byPackage.get(name);
  }

  /**
   * As templates of the package see the macros; the same object each time.
   *
   * @param everywhere whether a bare name can also mean a macro of any other package, as in generic tests
   */
  seenFrom(from: string, everywhere = false): MacroView {
    const key = `${from} ${everywhere}`;
    let view = this.#views.get(key);
    if (view === undefined) {
      view = {
        find: (name) => this.find(name, from) ?? (everywhere ? this.anywhere(name) : undefined),
        namespace: (name) => this.namespace(name),
        names: () => this.#namesFrom(from),
        override: this.#rules.override ?? false,
      };
      this.#views.set(key, view);
    }
    return view;
  }

  /** `adapter.dispatch(name, namespace)` in a template of the package. */
  dispatch(name: string, namespace: string | undefined, from: string): Dispatched {
    const key = `${from} ${namespace ?? ''} ${name}`;
    let found = this.#dispatched.get(key);
    if (found === undefined) {
      found = this.#dispatch(name, namespace, from);
      this.#dispatched.set(key, found);
    }
    return found;
  }

  #dispatch(name: string, namespace: string | undefined, from: string): Dispatched {
    const tried: string[] = [];
    for (const place of this.#placesOf(namespace)) {
      for (const prefix of [...(this.#rules.adapters ?? []), 'default']) {
        const full = `${prefix}__${name}`;
        const macro = place === undefined ? this.find(full, from) : this.namespace(place)?.get(full);
        if (macro !== undefined) return { macro };
        tried.push(place === undefined ? full : `${place}.${full}`);
      }
    }
    return { tried };
  }

  /**
   * The macro of a materialization: one for the adapter before a default one, and of those the root project's before the
   * packages' before the built-in one. A package does not take the place of a built-in one, unless it is allowed to.
   */
  materialization(name: string): MacroEntry | undefined {
    const candidates = [...(this.#rules.adapters ?? []), 'default'].flatMap((adapter) =>
      this.#everywhere(`materialization_${name}_${adapter}`),
    );
    const isCore = !this.#rules.packagesReplace && candidates.some((macro) => this.isBuiltIn(macro));
    return candidates.find((macro) => !isCore || this.isBuiltIn(macro) || macro.package === this.#rules.root);
  }

  /** The macro of a generic test: of the package that it names, else of any, the nearest first. */
  test(name: string, from: string, namespace?: string): MacroEntry | undefined {
    const full = `test_${name}`;
    if (namespace !== undefined) return this.namespace(namespace)?.get(full);
    return this.#own(from).get(full) ?? this.anywhere(full);
  }

  /** A macro of that name of whatever package: the root project's, else one of the packages', else a built-in one. */
  anywhere(name: string): MacroEntry | undefined {
    if (this.#flat === undefined) {
      const flat = new Map(this.#builtIn);
      for (const [owner, macros] of this.#byPackage) {
        if (this.#builtInPackages.has(owner) || owner === this.#rules.root) continue;
        for (const [key, macro] of macros) flat.set(key, macro);
      }
      for (const [key, macro] of this.#own(this.#rules.root)) flat.set(key, macro);
      this.#flat = flat;
    }
    return this.#flat.get(name);
  }

  isBuiltIn(macro: MacroEntry): boolean {
    return this.#builtInPackages.has(macro.package);
  }

  #own(name: string): ReadonlyMap<string, MacroEntry> {
    return this.#byPackage.get(name) ?? none;
  }

  /** The macros of that name: the root project's, then the packages', then the built-in one. */
  #everywhere(name: string): readonly MacroEntry[] {
    const packages = [...this.#byPackage].filter(
      ([owner]) => owner !== this.#rules.root && !this.#builtInPackages.has(owner),
    );
    const found = [
      this.#own(this.#rules.root).get(name),
      ...packages.map(([, macros]) => macros.get(name)),
      this.#builtIn.get(name),
    ];
    return found.filter((macro) => macro !== undefined);
  }

  /** Where the macros of a namespace are searched for; undefined stands for what a bare name means. */
  #placesOf(namespace: string | undefined): readonly (string | undefined)[] {
    if (namespace === undefined) return [undefined];
    const order = this.#rules.searchOrder?.get(namespace);
    if (order !== undefined && order.length > 0) return order;
    const known = this.#byPackage.has(namespace) || this.#builtInPackages.has(namespace);
    return known ? [this.#rules.root, namespace] : [undefined];
  }

  *#namesFrom(from: string): Iterable<string> {
    yield* this.#own(from).keys();
    if (from !== this.#rules.root) yield* this.#own(this.#rules.root).keys();
    yield* this.#builtIn.keys();
  }
}
