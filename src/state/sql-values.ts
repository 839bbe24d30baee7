/** Values of records as SQL. */
export const text = (value: string | undefined): string =>
  value === undefined ? 'null' : `'${value.replaceAll("'", "''")}'`;

export const number = (value: number | undefined): string => (value === undefined ? 'null' : String(value));

/** @param at epoch milliseconds */
export const time = (at: number): string =>
  `timestamp '${new Date(at).toISOString().replace('T', ' ').replace('Z', '')}'`;
