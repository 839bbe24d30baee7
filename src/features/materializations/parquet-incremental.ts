import type { Materialization, MaterializationInput, ParquetStorage, Refused } from '../../publish/index.ts';
import {
  addedRows,
  replacedBy,
  replacedWhere,
  stageAdded,
  uniqueKeys,
  wholeKeys,
  withinReplaced,
} from './added-rows.ts';
import { dropExisting } from './drop-existing.ts';
import type { SchemaChange } from './schema-change.ts';

/**
 * The next version of a table stored as Parquet: only the partitions that the added rows touch are written anew,
 * the files of all others are linked from the version before.
 */
export function parquetIncrement(
  input: MaterializationInput,
  { directory, previous, partitionBy }: ParquetStorage,
  change: SchemaChange,
): Materialization | Refused {
  const { relation, staged } = input;
  const { columns, after } = change;
  if (partitionBy.length > 0 && change.statements.length > 0) {
    return {
      code: 'A5021',
      refused: 'the query gives columns that the files of other partitions do not have',
      hint: 'rebuild it with --full-refresh',
    };
  }
  const added = addedRows(input);
  const on = replacedBy(input);
  const main = stageAdded(input, change);
  const discard = [
    { kind: 'drop', relation: staged, object: 'view' },
    { kind: 'drop', relation: added, object: 'table' },
  ] as const;
  return {
    stage: [
      main,
      {
        kind: 'write_parquet_changes',
        base: relation,
        added,
        on,
        ...replacedWhere(input),
        columns: columns.map((column) => column.name),
        partitionBy,
        directory,
        ...(previous !== undefined && { previous }),
      },
      { kind: 'create_parquet_view', relation: staged, directory, columns: after, partitionBy },
    ],
    main,
    adds: true,
    ...uniqueKeys(input),
    ...wholeKeys(input),
    ...withinReplaced(input),
    staged: { relation: staged, kind: 'view' },
    promote: [
      ...dropExisting(input),
      { kind: 'create_parquet_view', relation, directory, columns: after, partitionBy },
      ...discard,
    ],
    discard,
  };
}
