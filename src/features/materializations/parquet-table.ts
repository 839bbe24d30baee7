import type { Materialization, MaterializationInput, ParquetStorage } from '../../publish/index.ts';
import { dropExisting } from './drop-existing.ts';

/** Parquet files in a folder of their own for each version, read through a view of the model's name. */
export function parquetTable(
  input: MaterializationInput,
  { directory, partitionBy }: ParquetStorage,
): Materialization {
  const { relation, staged, columns } = input;
  const main = { kind: 'write_parquet', query: input.query, directory, partitionBy } as const;
  const discard = [{ kind: 'drop', relation: staged, object: 'view' }] as const;
  return {
    stage: [main, { kind: 'create_parquet_view', relation: staged, directory, columns, partitionBy }],
    main,
    adds: false,
    staged: { relation: staged, kind: 'view' },
    promote: [
      ...dropExisting(input),
      { kind: 'create_parquet_view', relation, directory, columns, partitionBy },
      ...discard,
    ],
    discard,
  };
}
