import { sqlMeaning as meaningOf } from './meaning.ts';
import { type Elsewhere, type IsRelation, readsElsewhere } from './reads-elsewhere.ts';
import { Tokens } from './tokens.ts';
import { volatileCalls } from './volatile.ts';

export { hasDistinctColumns } from './distinct-columns.ts';
export type { Elsewhere, IsRelation } from './reads-elsewhere.ts';

/** What is to be known of a query for its fingerprint. */
export interface ReadSql {
  /** The query without what does not matter: see `meaning.ts`. */
  readonly meaning: string;
  /** What can give something else for the same inputs. */
  readonly volatile: readonly string[];
  /** What it reads besides marked relations. */
  readonly elsewhere: readonly Elsewhere[];
}

/** Relations of the project are marked as quoted names that begin with this. */
export const relationMark = '\u27e8';

const isMarked: IsRelation = (written) => written.startsWith(`"${relationMark}`);

export function readSql(text: string, isRelation: IsRelation = isMarked): ReadSql {
  const tokens = new Tokens(text);
  return {
    meaning: meaningOf(tokens),
    volatile: volatileCalls(tokens),
    elsewhere: readsElsewhere(tokens, isRelation),
  };
}

/** The meaning of a query alone. */
export function sqlMeaning(text: string): string {
  return meaningOf(new Tokens(text));
}
