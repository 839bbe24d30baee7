import { Level, State } from './level.ts';
import { Role, roleOf } from './roles.ts';
import { Kind, type Tokens, word } from './tokens.ts';
import { Known, knownFor } from './words.ts';

/** Something that a query reads although it is none of the project's nodes. */
export interface Elsewhere {
  readonly what: 'file' | 'function' | 'relation';
  readonly name: string;
}

/** Whether a name, as it is written, is the mark of a relation of the project. */
export type IsRelation = (written: string) => boolean;

/**
 * What a query reads that is no marked relation: files, table functions that do not just calculate, and relations that
 * are no common table expression there. Where a relation must come and something unknown stands, that is named.
 */
export function readsElsewhere(tokens: Tokens, isRelation: IsRelation): Elsewhere[] {
  const reader = new Reader(tokens, isRelation);
  reader.read();
  return reader.found;
}

class Reader {
  readonly found: Elsewhere[] = [];
  readonly #tokens: Tokens;
  readonly #isRelation: IsRelation;
  #level = new Level(undefined, State.start);

  constructor(tokens: Tokens, isRelation: IsRelation) {
    this.#tokens = tokens;
    this.#isRelation = isRelation;
  }

  read(): void {
    const tokens = this.#tokens;
    for (let index = 0; index < tokens.count; ) {
      const role = roleOf[tokens.kind(index)]!;
      if (role === Role.none && this.#level.state >= State.other) index++;
      else index = this.#next(index, role);
    }
  }

  /** Reads a token, and gives the index of the one to go on with. */
  #next(index: number, role: number): number {
    const level = this.#level;
    if (role === Role.close) this.#close();
    else if (role === Role.semicolon) this.#level = new Level(undefined, State.start);
    else if (role === Role.bracket) this.#level = new Level(level, State.other);
    else if (role === Role.open) this.#open(index);
    else {
      if (level.state === State.commonNext) {
        level.state = role === Role.comma ? State.commonName : State.start;
        if (role === Role.comma) return index + 1;
      }
      if (level.state <= State.relation && this.#begins(index, role)) return index + 1;
      if (level.state === State.start) this.#expression(index);
      else if (level.state === State.relation) return this.#relation(index);
      if (level.state >= State.commonName && level.state <= State.commonQuery) this.#common(index);
      else this.#clause(index, role);
    }
    return index + 1;
  }

  #open(index: number): void {
    const level = this.#level;
    const { state } = level;
    if (state === State.commonQuery) {
      this.#level = new Level(level, State.start, false, level.defining);
      level.state = State.commonNext;
    } else if (state === State.relation) {
      this.#level = new Level(level, State.relation);
      level.state = State.joined;
    } else {
      this.#level = new Level(level, State.start, roleOf[this.#tokens.kind(index - 1)] === Role.ownFrom);
      if (state === State.start || state === State.commonNext) level.state = State.other;
    }
  }

  #close(): void {
    const { parent, state, definition } = this.#level;
    // (DESCRIBE) and the like read the catalog.
    if (state === State.relation) this.#add('relation', 'catalog');
    if (parent === undefined) return;
    if (definition !== undefined) parent.define(definition);
    this.#level = parent;
  }

  /** Whether a query begins, or goes on to begin. */
  #begins(index: number, role: number): boolean {
    const tokens = this.#tokens;
    const level = this.#level;
    if (role === Role.select) level.state = State.other;
    else if (role === Role.values && tokens.kind(index + 1) === open) {
      // Not in parentheses: from values (1), (2) v(x), …
      level.rows = level.state === State.relation && tokens.kind(index - 1) !== open;
      level.state = level.rows ? State.joined : State.other;
    } else if (role === Role.from && !level.hasOwnFrom) level.state = State.relation;
    else if (role === Role.with) {
      level.state = State.commonName;
    } else if (role === Role.overRelation || role === Role.pivot) {
      level.state = State.relation;
      level.pivots = role === Role.pivot;
    } else {
      const before = tokens.kind(index - 1);
      // UNION ALL BY NAME
      if (role === Role.afterSetOperation) return roleOf[before] === Role.setOperation;
      if (tokens.kind(index) === by) return level.united && level.state === State.start;
      return tokens.kind(index) === nameWord && before === by && level.united && level.state === State.start;
    }
    return true;
  }

  /** What begins like no query: an expression in parentheses, or as a whole another statement. */
  #expression(index: number): void {
    if (this.#level.parent === undefined) this.#add('function', this.#tokens.written(index));
    this.#level.state = State.other;
  }

  /** The parts of WITH up to the query of a common table expression. */
  #common(index: number): void {
    const level = this.#level;
    const kind = this.#tokens.kind(index);
    if (level.state === State.commonAs) {
      if (kind === as) level.state = State.commonQuery;
    } else if (level.state === State.commonName) {
      if (
        kind === recursive &&
        this.#tokens.kind(index + 1) !== as &&
        this.#tokens.kind(index + 1) !== open
      ) {
        level.recursive = true;
      } else {
        level.defining = this.#tokens.name(index);
        level.state = State.commonAs;
      }
    }
  }

  #clause(index: number, role: number): void {
    const level = this.#level;
    switch (role) {
      case Role.from:
        if (!level.hasOwnFrom && !this.#isComparison(index)) level.state = State.relation;
        return;
      case Role.join:
        level.state = State.relation;
        return;
      case Role.setOperation:
        level.state = State.start;
        level.united = true;
        return;
      case Role.comma:
        if (level.state === State.joined && !(level.rows && this.#tokens.kind(index + 1) === open)) {
          level.state = State.relation;
        }
        return;
      case Role.none:
        level.rows = false;
        return;
      case Role.endsFrom:
      case Role.select:
        level.state = State.other;
        return;
      case Role.on:
        if (level.pivots) level.state = State.other;
        return;
      case Role.using:
        if (level.pivots && this.#tokens.kind(index + 1) !== open) level.state = State.other;
    }
  }

  /** IS [NOT] DISTINCT FROM */
  #isComparison(index: number): boolean {
    if (this.#tokens.kind(index - 1) !== distinct) return false;
    const before = this.#tokens.kind(index - 2);
    return before === is || before === not;
  }

  /** Reads what stands for a relation. */
  #relation(start: number): number {
    const tokens = this.#tokens;
    const kind = tokens.kind(start);
    if (kind === lateral) return start + 1;
    const named = kind === Kind.name || kind === Kind.quotedName || kind >= Kind.word;
    // An alias in front: from a: b
    if ((named || kind === Kind.text) && tokens.kind(start + 1) === colon) return start + 2;
    this.#level.state = State.joined;
    if (!named) {
      this.#add(kind === Kind.text ? 'file' : 'relation', tokens.written(start));
      return start + 1;
    }
    let last = start;
    while (tokens.kind(last + 1) === dot) last += 2;
    if (tokens.kind(last + 1) === open) {
      const known = last === start ? tokens.knownAnywhere(start) | knownFor(tokens.name(start)) : 0;
      if ((known & Known.calculatedTable) === 0) this.#add('function', this.#chain(start, last));
    } else if (last > start) {
      const recurring = last === start + 2 && tokens.name(start) === 'recurring';
      if (!recurring || !this.#level.sees(tokens.name(last))) this.#add('relation', this.#chain(start, last));
    } else if (!this.#isRelation(tokens.written(start)) && !this.#level.sees(tokens.name(start))) {
      this.#add('relation', tokens.written(start));
    }
    return last + 1;
  }

  #chain(start: number, last: number): string {
    let text = '';
    for (let index = start; index <= last; index++) text += this.#tokens.written(index);
    return text;
  }

  #add(what: Elsewhere['what'], name: string): void {
    if (!this.found.some((entry) => entry.what === what && entry.name === name))
      this.found.push({ what, name });
  }
}

const open = 40;
const dot = 46;
const colon = 58;
const as = word('as');
const by = word('by');
const nameWord = word('name');
const distinct = word('distinct');
const is = word('is');
const lateral = word('lateral');
const not = word('not');
const recursive = word('recursive');
