/** A filter or test that does not exist, found while parsing. */
export interface UnknownName {
  readonly what: 'filter' | 'test';
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Gathers unknown filters and tests. As in Jinja they are errors of the whole template, except under a condition,
 * which may be there to avoid them: then only when they are reached.
 */
export class UnknownNames {
  readonly #filters: ReadonlyMap<string, unknown>;
  readonly #tests: ReadonlyMap<string, unknown>;
  readonly #found: UnknownName[] = [];
  /** Whether what is parsed now stands directly under an `if`. */
  conditional = false;

  constructor(filters: ReadonlyMap<string, unknown>, tests: ReadonlyMap<string, unknown>) {
    this.#filters = filters;
    this.#tests = tests;
  }

  filter(name: string, start: number, end: number): void {
    if (!this.#filters.has(name)) this.#add({ what: 'filter', name, start, end });
  }

  test(name: string, start: number, end: number): void {
    if (!this.#tests.has(name)) this.#add({ what: 'test', name, start, end });
  }

  #add(found: UnknownName): void {
    if (!this.conditional) this.#found.push(found);
  }

  mark(): number {
    return this.#found.length;
  }

  /** Drops those since the mark: they turned out to stand under an inline `if`. */
  forgive(mark: number): void {
    this.#found.length = mark;
  }

  first(): UnknownName | undefined {
    return this.#found[0];
  }
}
