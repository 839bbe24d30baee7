import type { DataTestInput } from '../../check/index.ts';

/**
 * The tested column as SQL. A plain name is quoted where it needs to be; anything else is an expression and
 * goes in as it is, as in dbt.
 */
export function testedColumn(input: Pick<DataTestInput, 'column' | 'sql'>): string {
  const column = input.column ?? '';
  return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(column) ? input.sql.quote(column) : column;
}
