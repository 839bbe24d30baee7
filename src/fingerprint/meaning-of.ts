import { type ReadSql, readSql } from './sql/index.ts';

/** Kept, since every text is looked at more than once in a run. */
const seen = new Map<string, ReadSql>();

/** What there is to know of SQL in which relations are marks. */
export function readMarked(sql: string): ReadSql {
  let read = seen.get(sql);
  if (read === undefined) {
    read = readSql(sql);
    seen.set(sql, read);
  }
  return read;
}

/** The same for SQL that says the same: comments, spaces and the case of keywords do not count. */
export const meaningOf = (sql: string): string => readMarked(sql).meaning;
