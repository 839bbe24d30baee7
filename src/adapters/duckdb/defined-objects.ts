import type { DuckDBConnection } from '@duckdb/node-api';
import type { DefinedFunction, DefinedRelations } from '../../adapter/index.ts';

/** The macros that there are in any database. Throws DuckDB's error. */
export async function definedFunctions(connection: DuckDBConnection): Promise<readonly DefinedFunction[]> {
  const result = await connection.run(
    'select function_name, parameters::varchar, macro_definition from duckdb_functions() ' +
      'where not internal and macro_definition is not null order by all',
  );
  return (await result.getRowsJson()).map(([name, parameters, body]) => ({
    name: String(name),
    parameters: String(parameters),
    body: String(body),
  }));
}

/** The tables and views of the database. Throws DuckDB's error. */
export async function definedRelations(connection: DuckDBConnection): Promise<DefinedRelations> {
  const result = await connection.run(
    'select schema_name, table_name, null from duckdb_tables() where database_name = current_database() ' +
      'union all select schema_name, view_name, sql from duckdb_views() ' +
      'where not internal and database_name = current_database()',
  );
  return (await result.getRowsJson()).map(([schema, identifier, sql]) => ({
    schema: String(schema),
    identifier: String(identifier),
    ...(sql !== null && { query: String(sql).replace(head, '') }),
  }));
}

/** `CREATE VIEW "schema"."name" ("column", …) AS`, as DuckDB writes it. */
const head =
  /^CREATE (?:TEMP(?:ORARY)? )?VIEW (?:"(?:[^"]|"")*"|[^\s"(])+ *(?:\((?:"(?:[^"]|"")*"|[^")])*\))? *AS /i;
