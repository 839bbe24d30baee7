import { Kind, Tokens, word } from './tokens.ts';
import { keywords } from './words.ts';

/** The names of a query's columns, or that they are those of a relation, whose names always differ. */
type Columns = ReadonlySet<string> | 'of a relation';

/** What a query can read by name within its text. */
type Common = ReadonlyMap<string, Columns | undefined>;

/**
 * Whether it can be told from the text alone that all columns of a query have different names. Most models end in a list
 * of names, or in all columns of one relation. False of all others: nothing is said of them.
 */
export function hasDistinctColumns(text: string): boolean {
  return new Reader(new Tokens(text)).query(0, Number.POSITIVE_INFINITY, new Map()) !== undefined;
}

const parenthesis = { open: 40, close: 41 } as const;
const [comma, dot, star, semicolon] = [44, 46, 42, 59] as const;
const as = word('as');
const from = word('from');

/** What ends a list of columns, or a relation that is the only one. */
const ends = new Set(
  [
    'from',
    'where',
    'group',
    'having',
    'qualify',
    'order',
    'limit',
    'offset',
    'union',
    'except',
    'intersect',
  ].map(word),
);

/** Words that are columns' names as well. */
const unreserved = new Set(keywords.unreserved.trim().split(/\s+/).map(word));

/** What gives several columns, and what is called otherwise than it is written. */
const unclear = /^(columns|unnest|user|(current|local|session)_?\w*)$/i;

class Reader {
  readonly #tokens: Tokens;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** The columns of the query from a token up to another, if they are known to differ. */
  query(start: number, end: number, outer: Common): Columns | undefined {
    const tokens = this.#tokens;
    const stop = Math.min(end, tokens.count);
    const common = new Map(outer);
    let at = start;
    if (tokens.kind(at) === word('with')) {
      do {
        const name = at + 1;
        if (!this.#isName(name) || tokens.kind(name + 1) !== as) return undefined;
        const open = [0, 1, 2]
          .map((words) => name + 2 + words)
          .find((index) => tokens.kind(index) === parenthesis.open);
        if (open === undefined) return undefined;
        const close = this.#close(open, stop);
        if (close === undefined) return undefined;
        common.set(tokens.name(name), this.query(open + 1, close, common));
        at = close + 1;
      } while (tokens.kind(at) === comma);
    }
    if (tokens.kind(at) !== word('select')) return undefined;
    at += tokens.kind(at + 1) === word('distinct') ? 2 : 1;
    if (tokens.kind(at) === word('on')) return undefined;
    const names = new Set<string>();
    for (;;) {
      const next = this.#afterItem(at, stop);
      if (next === undefined) return undefined;
      if (next === at + 1 && tokens.kind(at) === star)
        return names.size === 0 && tokens.kind(next) === from
          ? this.#relation(next + 1, stop, common)
          : undefined;
      const name = this.#nameOf(at, next);
      if (name === undefined || names.has(name)) return undefined;
      names.add(name);
      if (next >= stop || tokens.kind(next) !== comma) return names;
      at = next + 1;
    }
  }

  /** Where a column of a list ends: at a comma, or at what ends the list. */
  #afterItem(start: number, stop: number): number | undefined {
    const tokens = this.#tokens;
    for (let at = start; ; at++) {
      const kind = tokens.kind(at);
      if (at >= stop || kind === comma || kind === semicolon || ends.has(kind))
        return at > start ? at : undefined;
      if (kind !== parenthesis.open && kind !== 91 && kind !== 123) continue;
      const close = this.#close(at, stop);
      if (close === undefined) return undefined;
      at = close;
    }
  }

  /** What a column is called: by AS, behind parentheses, or as a column that it is. */
  #nameOf(start: number, end: number): string | undefined {
    const tokens = this.#tokens;
    for (let at = start; at < end; at++)
      if (tokens.kind(at) !== Kind.text && unclear.test(tokens.written(at))) return undefined;
    const last = end - 1;
    if (!this.#isName(last) || tokens.kind(start + 1) === 58) return undefined;
    const before = last > start ? tokens.kind(last - 1) : Kind.none;
    const isAlias = before === as || (before === parenthesis.close && tokens.kind(last) === Kind.name);
    if (isAlias) return tokens.name(last);
    for (let at = last; at > start; at -= 2)
      if (tokens.kind(at - 1) !== dot || !this.#isName(at - 2)) return undefined;
    return (last - start) % 2 === 0 ? tokens.name(last) : undefined;
  }

  /** The columns of the only relation of a FROM. */
  #relation(start: number, stop: number, common: Common): Columns | undefined {
    const tokens = this.#tokens;
    let at = start;
    let columns: Columns | undefined = 'of a relation';
    if (tokens.kind(at) === parenthesis.open) {
      const close = this.#close(at, stop);
      if (close === undefined) return undefined;
      columns = this.query(at + 1, close, common);
      at = close + 1;
    } else {
      if (!this.#isName(at)) return undefined;
      const name = tokens.name(at);
      at++;
      if (tokens.kind(at) !== dot && common.has(name)) columns = common.get(name);
      for (; tokens.kind(at) === dot; at += 2) if (!this.#isName(at + 1)) return undefined;
    }
    if (tokens.kind(at) === as) at++;
    if (at < stop && this.#isName(at) && !ends.has(tokens.kind(at))) at++;
    const isOnly = at >= stop || tokens.kind(at) === semicolon || ends.has(tokens.kind(at));
    return isOnly ? columns : undefined;
  }

  #isName(index: number): boolean {
    const kind = this.#tokens.kind(index);
    return kind === Kind.name || kind === Kind.quotedName || kind >= Kind.label || unreserved.has(kind);
  }

  /** The index of the parenthesis or bracket that closes the one at an index. */
  #close(open: number, stop: number): number | undefined {
    let depth = 0;
    for (let at = open; at < stop; at++) {
      const kind = this.#tokens.kind(at);
      if (kind === parenthesis.open || kind === 91 || kind === 123) depth++;
      else if (kind === parenthesis.close || kind === 93 || kind === 125) depth--;
      if (depth === 0) return at;
    }
    return undefined;
  }
}
