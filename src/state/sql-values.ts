/** Values of records as SQL. */
export const text = (value: string | undefined): string =>
  value === undefined ? 'null' : `'${value.replaceAll("'", "''")}'`;

export const number = (value: number | undefined): string => (value === undefined ? 'null' : String(value));

/** @param at epoch milliseconds */
export const time = (at: number): string => `timestamp ${text(timeText(at))}`;

/** As DuckDB reads a timestamp. */
export const timeText = (at: number): string => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

/**
 * Many rows as a subquery. They are one text in it: to read thousands of values one by one takes DuckDB four times as
 * long.
 *
 * @param types the columns' types, by name
 */
export const manyRows = <Column extends string>(
  rows: readonly Readonly<Record<Column, string | number>>[],
  types: Readonly<Record<Column, string>>,
): string =>
  `(select unnest(l, max_depth := 2) from (select from_json(${text(JSON.stringify(rows))}, ${text(JSON.stringify([types]))}) l))`;
