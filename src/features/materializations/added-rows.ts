import type { Materialization, MaterializationInput } from '../../publish/index.ts';
import type { SchemaChange } from './schema-change.ts';

/** The rows that the run adds, staged beside the table. */
export const addedRows = (input: MaterializationInput) => ({
  ...input.relation,
  identifier: `${input.relation.identifier}__added`,
});

/**
 * Stages the added rows, in the types of the table: so tests see what will be published, and a value that does
 * not fit is an error of the model, not of its publication.
 */
export function stageAdded(input: MaterializationInput, change: SchemaChange) {
  const existing = new Map(input.existing?.columns.map(({ name, type }) => [name.toLowerCase(), type]));
  const columns = change.columns.map(({ name, type }) => ({
    name,
    type: existing.get(name.toLowerCase()) ?? type,
  }));
  const same = columns.every(({ type }, index) => type === change.columns[index]!.type);
  const statement = { kind: 'create_table', relation: addedRows(input), query: input.query } as const;
  return same ? statement : { ...statement, columns };
}

/** The key by which added rows replace others: none when rows are only appended, or replaced by a condition. */
export const replacedBy = (input: MaterializationInput): readonly string[] =>
  input.strategy === 'append' || input.strategy === 'replace_where' ? [] : input.uniqueKey;

/** The condition for the rows that the added ones replace, if that is how they are told. */
export const replacedWhere = ({ strategy, predicates = [] }: MaterializationInput): { where?: string } =>
  strategy === 'replace_where'
    ? { where: predicates.map((predicate) => `(${predicate}\n)`).join(' and ') }
    : {};

/** Rows outside of what is replaced would come again with each run. */
export function withinReplaced(input: MaterializationInput): Pick<Materialization, 'within'> {
  const { where } = replacedWhere(input);
  return where === undefined ? {} : { within: { relation: addedRows(input), where } };
}

/** A row without a key comes again with each run that gives it. */
export const wholeKeys = (input: MaterializationInput): Pick<Materialization, 'keyed'> => {
  const key = replacedBy(input);
  return key.length === 0 ? {} : { keyed: { relation: addedRows(input), key } };
};

/** A merge updates a row once: two added rows of one key would be a matter of luck. */
export const uniqueKeys = (input: MaterializationInput): Pick<Materialization, 'unique'> =>
  input.strategy === 'merge' ? { unique: { relation: addedRows(input), key: input.uniqueKey } } : {};
