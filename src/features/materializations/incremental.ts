import type { RelationKind } from '../../adapter/index.ts';
import type {
  Materialization,
  MaterializationInput,
  MaterializationKind,
  ParquetStorage,
} from '../../publish/index.ts';
import {
  addedRows,
  replacedBy,
  replacedWhere,
  stageAdded,
  uniqueKeys,
  wholeKeys,
  withinReplaced,
} from './added-rows.ts';
import { misconfigured } from './misconfigured.ts';
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
    const wrong = misconfigured(input);
    if (wrong !== undefined) return wrong;
    const { existing, parquet } = input;
    if (existing === undefined || input.fullRefresh || !isAddedTo(existing.kind, parquet)) {
      return table.build(input);
    }
    const change = schemaChange(input, existing.columns);
    if ('refused' in change) return change;
    return parquet === undefined ? increment(input, change) : parquetIncrement(input, parquet, change);
  },
};

/** Whether what is there is stored as the model is: whatever else has its name is replaced. */
const isAddedTo = (existing: RelationKind, parquet: ParquetStorage | undefined): boolean =>
  parquet === undefined ? existing === 'table' : existing === 'view' && parquet.previous !== undefined;

function increment(input: MaterializationInput, change: SchemaChange): Materialization {
  const { relation, staged } = input;
  const added = addedRows(input);
  const on = replacedBy(input);
  const replaced = replacedWhere(input);
  const columns = change.columns.map((column) => column.name);
  const main = stageAdded(input, change);
  const discard = [
    { kind: 'drop', relation: staged, object: 'view' },
    { kind: 'drop', relation: added, object: 'table' },
  ] as const;
  return {
    stage: [
      main,
      { kind: 'create_merged_view', relation: staged, base: relation, added, on, ...replaced, columns },
    ],
    main,
    adds: true,
    ...uniqueKeys(input),
    ...wholeKeys(input),
    ...withinReplaced(input),
    staged: { relation: staged, kind: 'view' },
    promote: [
      ...change.statements,
      ...(on.length > 0 ? [{ kind: 'delete_matching', from: relation, matching: added, on } as const] : []),
      ...(replaced.where === undefined
        ? []
        : [{ kind: 'delete_where', from: relation, where: replaced.where } as const]),
      { kind: 'insert', into: relation, from: added, columns },
      ...discard,
    ],
    discard,
  };
}
