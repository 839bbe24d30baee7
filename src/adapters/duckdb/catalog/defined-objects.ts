import type { DuckDBConnection } from '@duckdb/node-api';
import type { DefinedFunction, DefinedRelations, DefinedType } from '../../../adapter/index.ts';

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

/** The types that there are in any database, each as what it stands for. Throws DuckDB's error. */
export async function definedTypes(connection: DuckDBConnection): Promise<readonly DefinedType[]> {
  const found = await connection.run(
    "select database_name, schema_name, type_name from duckdb_types() where not internal and database_name <> 'temp' order by all",
  );
  const types: DefinedType[] = [];
  for (const names of await found.getRowsJson()) {
    // Only of the type of a value does DuckDB say all.
    const type = names.map((name) => `"${String(name).replaceAll('"', '""')}"`).join('.');
    const [row] = await (await connection.run(`select typeof(null::${type})`)).getRowsJson();
    types.push({ name: String(names[2]), definition: String(row?.[0]) });
  }
  return types;
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
