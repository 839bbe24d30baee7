import type { DuckDBConnection } from '@duckdb/node-api';
import { isAddress } from '../../../base/index.ts';
import { literal } from '../identifiers.ts';

/** The files that paths and patterns name, as DuckDB reads them: `*`, `?`, `[…]`, `**`. */
export async function listFiles(
  connection: DuckDBConnection,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns.filter((each) => !isAddress(each))) {
    if (!/[*?[]/.test(pattern)) {
      found.add(pattern);
      continue;
    }
    const files = await connection.runAndReadAll(`select file from glob(${literal(pattern)}) order by file`);
    for (const [file] of files.getRowsJson()) found.add(String(file));
  }
  return [...found];
}
