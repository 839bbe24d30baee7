import type { Materialization, MaterializationInput } from '../../publish/index.ts';

/** The rows that the run adds, staged beside the table. */
export const addedRows = (input: MaterializationInput) => ({
  ...input.relation,
  identifier: `${input.relation.identifier}__added`,
});

/** Which rows the added ones replace: none when rows are only appended. */
export const replacedBy = (input: MaterializationInput): readonly string[] =>
  input.strategy === 'append' ? [] : input.uniqueKey;

/** A merge updates a row once: two added rows of one key would be a matter of luck. */
export const uniqueKeys = (input: MaterializationInput): Pick<Materialization, 'unique'> =>
  input.strategy === 'merge' ? { unique: { relation: addedRows(input), key: input.uniqueKey } } : {};
