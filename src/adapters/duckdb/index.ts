import type { Adapter } from '../../adapter/index.ts';
import { loadApi } from './connection.ts';
import { files } from './files/files.ts';
import { literal, quote, relation } from './identifiers.ts';
import { markOf } from './instance.ts';
import { open } from './open.ts';
import { sql } from './sql.ts';

/** DuckDB behind the engine seam. */
export const duckdb: Adapter = {
  name: 'duckdb',
  capabilities: { transactions: true, renameSwap: true, merge: true, parquet: true, fingerprints: true },
  load: async () => {
    await loadApi();
  },
  open,
  mark: ({ path }) => markOf(path),
  quote,
  relation,
  sql,
  files,
  literal,
};
