import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import type { Cell, Column, ExistingRelation, Rows } from '../../../adapter/index.ts';
import type { Api } from '../connection.ts';
import { isPivot, runAll } from '../connection.ts';
import { normalize } from '../errors.ts';
import { literal } from '../identifiers.ts';
import { rowsOf } from '../result-rows.ts';
import { cellConverter, typeName } from './values.ts';

/** Throws DuckDB's error, like all of this file. */
export async function queryRows(
  api: Api,
  connection: DuckDBConnection,
  sql: string,
  limit: number | undefined,
): Promise<Rows> {
  return limit === undefined
    ? (await sendQuery(api, connection, sql))()
    : firstRows(api, connection, sql, limit);
}

/** Runs a query; its rows are there then and can be looked at later, also when the connection runs something else. */
export async function sendQuery(api: Api, connection: DuckDBConnection, sql: string): Promise<() => Rows> {
  // PIVOT ends with a statement of its own, without rows.
  const results = await runAll(api, connection, sql);
  return () => lastRows(api, results);
}

function lastRows(api: Api, results: readonly DuckDBMaterializedResult[]): Rows {
  const result =
    results.findLast((one) => one.returnType === api.ResultReturnType.QUERY_RESULT) ?? results.at(-1);
  if (result === undefined) return { columns: [], rows: [] };
  const columns: Column[] = [];
  for (let index = 0; index < result.columnCount; index++)
    columns.push({ name: result.columnName(index), type: typeName(result.columnType(index)) });
  return { columns, rows: rowsOf<Cell>(result, cellConverter(api)) };
}

/**
 * The first rows, by a limit around the query: a streaming result that is not read to its end holds the database
 * open, also after its connection is closed. What cannot be a subquery, such as SHOW, runs as it is.
 */
async function firstRows(api: Api, connection: DuckDBConnection, sql: string, limit: number): Promise<Rows> {
  const columns = await describeQuery(api, connection, sql);
  const subquery = sql.replace(/[\s;]+$/, '');
  try {
    const limited = await queryRows(
      api,
      connection,
      `select * from (\n${subquery}\n) limit ${limit}`,
      undefined,
    );
    // A subquery gives columns of the same name other names.
    return { columns, rows: limited.rows };
  } catch (thrown) {
    if (normalize(thrown, sql).kind !== 'syntax') throw thrown;
    const { rows } = await queryRows(api, connection, sql, undefined);
    return { columns, rows: rows.slice(0, limit) };
  }
}

/** A query's columns, by preparing it. */
export async function describeQuery(api: Api, connection: DuckDBConnection, sql: string): Promise<Column[]> {
  if (isPivot(sql)) return describePivot(api, connection, sql);
  const prepared = await connection.prepare(sql);
  try {
    if (prepared.parameterCount > 0)
      throw new Error('Binder Error: the query has a parameter (? or $1), and nothing gives it a value');
    const columns: Column[] = [];
    for (let index = 0; index < prepared.columnCount; index++)
      columns.push({ name: prepared.columnName(index), type: typeName(prepared.columnType(index)) });
    return columns;
  } finally {
    prepared.destroySync();
  }
}

/** The columns of a PIVOT depend on rows, so DuckDB reads them first and cannot prepare it. */
async function describePivot(api: Api, connection: DuckDBConnection, sql: string): Promise<Column[]> {
  const { rows } = await queryRows(api, connection, `describe ${sql}`, undefined);
  return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
}

/** What there is in the schemas; DuckDB's own functions, since information_schema is ten times slower. */
export async function existingRelations(
  connection: DuckDBConnection,
  schemas: readonly { readonly database?: string; readonly schema: string }[],
): Promise<ExistingRelation[]> {
  if (schemas.length === 0) return [];
  const wanted = schemas.map(({ database, schema }) => {
    const inDatabase = database === undefined ? 'current_database()' : literal(database.toLowerCase());
    return `(lower(database_name) = lower(${inDatabase}) and lower(schema_name) = ${literal(schema.toLowerCase())})`;
  });
  const where = `where not internal and (${wanted.join(' or ')})`;
  const result = await connection.run(
    'select database_name, schema_name, table_name as name, false as is_view, database_name = current_database() ' +
      `from duckdb_tables() ${where} union all ` +
      `select database_name, schema_name, view_name, true, database_name = current_database() from duckdb_views() ${where}`,
  );
  // By columns: there may be ten thousand of them.
  const [databases = [], inSchemas = [], names = [], views = [], current = []] =
    await result.getColumnsJson();
  return names.map((identifier, n) => ({
    ...(current[n] === true ? {} : { database: String(databases[n]) }),
    schema: String(inSchemas[n]),
    identifier: String(identifier),
    kind: views[n] === true ? 'view' : 'table',
  }));
}
