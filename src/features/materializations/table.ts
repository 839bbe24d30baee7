import type { MaterializationInput, MaterializationKind } from '../../publish/index.ts';
import { dropExisting } from './drop-existing.ts';
import { missingPartition } from './misconfigured.ts';
import { parquetTable } from './parquet-table.ts';

/** A table, made whole each time and swapped in by a rename; or Parquet files with a view over them. */
export const table: MaterializationKind = {
  name: 'table',
  readsThrough: false,
  columnsLater: true,
  build: (input) => {
    if (input.parquet === undefined) return swappedTable(input);
    return missingPartition(input) ?? parquetTable(input, input.parquet);
  },
};

export function swappedTable(input: MaterializationInput) {
  const main = { kind: 'create_table', relation: input.staged, query: input.query } as const;
  return {
    stage: [main],
    main,
    adds: false,
    staged: { relation: input.staged, kind: 'table' as const },
    promote: [
      ...dropExisting(input),
      { kind: 'rename', relation: input.staged, to: input.relation.identifier, object: 'table' } as const,
    ],
    discard: [{ kind: 'drop', relation: input.staged, object: 'table' } as const],
  };
}
