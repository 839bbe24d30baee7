/** What can come next in a pair of parentheses, or in the whole. */
export const State = {
  /** A query can begin; otherwise it is an expression. */
  start: 0,
  /** A relation must come, or a query in its place. */
  relation: 1,
  /** Within FROM, behind a relation: its alias, a condition; a comma or JOIN brings the next. */
  joined: 2,
  /** The name of a common table expression must come. */
  commonName: 3,
  /** Behind that name, up to AS. */
  commonAs: 4,
  /** Behind AS: the parentheses with its query must come. */
  commonQuery: 5,
  /** Behind that query: a comma brings the next, anything else the query for which they are. */
  commonNext: 6,
  /** Expressions. */
  other: 7,
} as const;

/** A pair of parentheses or brackets, or the whole, while it is read. */
export class Level {
  readonly parent: Level | undefined;
  state: number;
  /** In the arguments of `trim (… from …)` and the like: a FROM is none of a query. */
  readonly hasOwnFrom: boolean;
  /** In PIVOT and the like, what follows ON is a list of expressions. */
  pivots = false;
  /** Between the rows of a VALUES that stands for a relation. */
  rows = false;
  /** UNION and the like were seen, so that a recursive query may name itself. */
  united = false;
  /** WITH RECURSIVE was seen. */
  recursive = false;
  /** The common table expression that is being defined. */
  defining = '';
  /** Set where these parentheses are the query of a common table expression. */
  readonly definition: string | undefined;
  #common: Set<string> | undefined;

  constructor(parent: Level | undefined, state: number, hasOwnFrom = false, definition?: string) {
    this.parent = parent;
    this.state = state;
    this.hasOwnFrom = hasOwnFrom;
    this.definition = definition;
  }

  /** From here on, up to the end of this level, the name is that of a common table expression. */
  define(name: string): void {
    this.#common ??= new Set();
    this.#common.add(name);
  }

  /**
   * Whether a name is that of a common table expression here. One that is recursive sees itself behind its UNION;
   * before, and without RECURSIVE, its name is that of a table.
   */
  sees(name: string): boolean {
    for (let level: Level | undefined = this; level !== undefined; level = level.parent) {
      if (level.#common?.has(name)) return true;
      if (level.definition === name && level.united && level.parent?.recursive) return true;
    }
    return false;
  }
}
