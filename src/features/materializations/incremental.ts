import type { Materialization, MaterializationInput, MaterializationKind } from '../../publish/index.ts';
import { addedRows, replacedBy } from './added-rows.ts';
import { parquetIncrement } from './parquet-incremental.ts';
import { type SchemaChange, schemaChange } from './schema-change.ts';
import { table } from './table.ts';

/**
 * A table that is added to. What a run adds is staged as a table of its own, with a view beside it that shows
 * the table as it will be: tests and later models read that, and nothing touches the table until promotion.
 */
export const incremental: MaterializationKind = {
  name: 'incremental',
  readsThrough: false,
  build: (input) => {
    if (
      input.existing === undefined ||
      input.fullRefresh ||
      (input.parquet === undefined && input.existing.kind === 'view')
    ) {
      return table.build(input);
    }
    const change = schemaChange(input, input.existing.columns);
    if ('refused' in change) return change;
    return input.parquet === undefined
      ? increment(input, change)
      : parquetIncrement(input, input.parquet, change);
  },
};

function increment(input: MaterializationInput, change: SchemaChange): Materialization {
  const { relation, staged } = input;
  const added = addedRows(input);
  const on = replacedBy(input);
  const columns = change.columns.map((column) => column.name);
  const main = { kind: 'create_table', relation: added, query: input.query } as const;
  const discard = [
    { kind: 'drop', relation: staged, object: 'view' },
    { kind: 'drop', relation: added, object: 'table' },
  ] as const;
  return {
    stage: [main, { kind: 'create_merged_view', relation: staged, base: relation, added, on, columns }],
    main,
    adds: true,
    staged: { relation: staged, kind: 'view' },
    promote: [
      ...change.statements,
      ...(on.length > 0 ? [{ kind: 'delete_matching', from: relation, matching: added, on } as const] : []),
      { kind: 'insert', into: relation, from: added, columns },
      ...discard,
    ],
    discard,
  };
}
