import type { DuckDBMaterializedResult, DuckDBValue, DuckDBValueConverter } from '@duckdb/node-api';

/**
 * The rows of a result. The API's own methods go to another thread for each chunk, and once more to hear that there is
 * none, which takes longer than most statements; all of them are there already.
 */
export function rowsOf<T>(
  result: DuckDBMaterializedResult,
  converter: DuckDBValueConverter<T>,
): (T | null)[][] {
  const rows: (T | null)[][] = [];
  for (let index = 0; index < result.chunkCount; index++)
    for (const row of result.getChunk(index).convertRows(converter)) rows.push(row);
  return rows;
}

/** The value of the first column in the first row. */
export const firstValue = (result: DuckDBMaterializedResult): DuckDBValue | undefined =>
  result.chunkCount === 0 ? undefined : result.getChunk(0).getColumnVector(0).getItem(0);
