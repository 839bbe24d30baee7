import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../../adapter/index.ts';
import type { RelationName } from '../../../base/index.ts';

/** What the catalog says of a table. */
export interface CatalogTable {
  readonly columns: readonly Column[];
  /** About: deleted ones may count. */
  readonly rows: number;
  /** Whether a column may be compared by other than its bytes. */
  readonly collates: boolean;
}

/** Finds tables in the catalog as it is now. Throws DuckDB's error. */
export async function catalogTables(
  connection: DuckDBConnection,
): Promise<(name: RelationName) => CatalogTable | undefined> {
  const result = await connection.run(
    'select any_value(t.database_name), any_value(t.schema_name), any_value(t.table_name), ' +
      "any_value(t.estimated_size)::double, any_value(contains(t.sql, ' COLLATE ')), current_database(), " +
      'list(c.column_name order by c.column_index), list(c.data_type order by c.column_index) ' +
      'from duckdb_tables() t join duckdb_columns() c using (database_oid, table_oid) ' +
      'where not t.internal and not c.internal group by database_oid, table_oid',
  );
  const tables = new Map<string, CatalogTable>();
  let current = '';
  for (const [database, schema, table, rows, collates, here, names, types] of await result.getRowsJson()) {
    current = String(here);
    const columns = (names as string[]).map((name, n) => ({ name, type: String((types as string[])[n]) }));
    tables.set(keyOf(String(database), String(schema), String(table)), {
      columns,
      rows: Number(rows),
      collates: collates === true,
    });
  }
  return ({ database, schema, identifier }) => tables.get(keyOf(database ?? current, schema, identifier));
}

const keyOf = (...names: readonly string[]): string =>
  JSON.stringify(names.map((name) => name.toLowerCase()));
