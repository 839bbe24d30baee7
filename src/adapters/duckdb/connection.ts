import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import { firstValue } from './result-rows.ts';

export type Api = typeof import('@duckdb/node-api');

/**
 * Loading takes a while, which commands that never open a database do without. In the bundle it is one file; otherwise
 * a hundred, each read twice since they are no modules.
 */
export const loadApi = async (): Promise<Api> => (await import('@duckdb/node-api')).default as unknown as Api;

export interface Ran {
  /** The rows that the last statement which counts them changed or made. */
  readonly count: number | undefined;
  /** Whether it left something behind in the connection: a setting, a transaction. */
  readonly stateful: boolean;
}

/**
 * Runs SQL text of one or more statements. Throws DuckDB's error.
 *
 * @param isOne whether it is known to be one
 */
export async function runText(
  api: Api,
  connection: DuckDBConnection,
  sql: string,
  isOne: boolean,
): Promise<Ran> {
  let ran: Ran = { count: undefined, stateful: false };
  const results = isOne && !isPivot(sql) ? [await connection.run(sql)] : await runAll(api, connection, sql);
  for (const result of results) {
    const one = ranOf(api, result);
    ran = { count: one.count ?? ran.count, stateful: one.stateful || ran.stateful };
  }
  return ran;
}

/** The results of all the statements of the text. */
export async function runAll(
  api: Api,
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBMaterializedResult[]> {
  if (!isSeveral(sql)) return [await connection.run(sql)];
  const results: DuckDBMaterializedResult[] = [];
  const statements = await connection.extractStatements(sql);
  let begunByPivot = false;
  try {
    for (let index = 0; index < statements.count; index++) {
      const prepared = await statements.prepare(index);
      const isTransaction = prepared.statementType === api.StatementType.TRANSACTION;
      if (index === 0) begunByPivot = isTransaction && !/\b(begin|start)\b/i.test(sql);
      try {
        results.push(await prepared.run());
      } finally {
        prepared.destroySync();
      }
    }
  } catch (thrown) {
    if (begunByPivot) await connection.run('rollback').catch(() => undefined);
    throw thrown;
  }
  return results;
}

/**
 * Whether the text may hold several statements; taking it apart costs another 0.3 ms, and running it as a whole
 * loses counts. PIVOT is several statements behind the scenes, in a transaction of its own.
 */
const isSeveral = (sql: string): boolean => /;\s*[^\s;]/.test(sql) || isPivot(sql);

export const isPivot = (sql: string): boolean => /\bpivot/i.test(sql);

function ranOf(api: Api, result: DuckDBMaterializedResult): Ran {
  const { StatementType } = api;
  const type = result.statementType;
  const stateful =
    type === StatementType.TRANSACTION ||
    type === StatementType.SET ||
    type === StatementType.VARIABLE_SET ||
    type === StatementType.PRAGMA ||
    type === StatementType.PREPARE;
  return { count: countOf(api, result), stateful };
}

function countOf(api: Api, result: DuckDBMaterializedResult): number | undefined {
  if (result.returnType === api.ResultReturnType.CHANGED_ROWS) return result.rowsChanged;
  if (result.statementType !== api.StatementType.CREATE || result.columnCount !== 1) return undefined;
  // CREATE TABLE AS gives the count as a row; other CREATEs give no row.
  const count = firstValue(result);
  return typeof count === 'bigint' ? Number(count) : undefined;
}
