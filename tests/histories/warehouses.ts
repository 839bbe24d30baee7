import { DuckDBInstance } from '@duckdb/node-api';
import type { Chance } from './chance.ts';
import type { DataFile } from './random-project.ts';

/** Does something in a warehouse as another program would. */
export async function inWarehouse<T>(
  path: string,
  work: (run: (sql: string) => Promise<unknown[][]>) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(path, { threads: '1' });
  const connection = await instance.connect();
  try {
    return await work(async (sql) => (await connection.runAndReadAll(sql)).getRowsJson() as unknown[][]);
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

/** The table that the project has as a source, made anew. */
export const loadRaw = (path: string, { rows }: DataFile): Promise<unknown> =>
  inWarehouse(path, async (run) => {
    await run('create schema if not exists raw');
    const values = rows.map(([id, v, g]) => `(${id}::bigint, ${v}::bigint, '${g}')`).join(', ');
    await run(`create or replace table raw.raw as select * from (values ${values}) as t(id, v, g)`);
  });

/** Changes or takes away something that was built. Gives what it did. */
export const meddle = (path: string, chance: Chance): Promise<string> =>
  inWarehouse(path, async (run) => {
    const found = await run(
      "select schema_name, table_name, 'table' from duckdb_tables() where schema_name not in ('_assay', 'raw') union all select schema_name, view_name, 'view' from duckdb_views() where not internal and schema_name not in ('_assay', 'raw') order by all",
    );
    if (found.length === 0) return 'nothing to meddle with';
    const [schema, name, kind] = chance.of(found) as [string, string, string];
    const relation = `"${schema}"."${name}"`;
    const sql =
      kind === 'view'
        ? chance.of([
            `drop view ${relation}`,
            `create or replace view ${relation} as select 1::bigint as id, 2::bigint as v, 'z' as g`,
          ])
        : chance.of([
            `drop table ${relation}`,
            `update ${relation} set v = v + 1`,
            `delete from ${relation} where v % 2 = 0`,
            `insert into ${relation} select * from ${relation} limit 1`,
            `create or replace table ${relation} as from ${relation} limit 1`,
          ]);
    await run(sql);
    return sql;
  });

/** What each relation is and holds: its kind, its columns, and its rows in no order. */
export const contentsOf = (
  path: string,
  relations: ReadonlyMap<string, string>,
): Promise<Map<string, string>> =>
  inWarehouse(path, async (run) => {
    const held = new Map<string, string>();
    for (const [node, relation] of relations) {
      const columns = await run(`select column_name, column_type from (describe ${relation})`);
      const kind = await run(
        `select table_type from information_schema.tables where ends_with('${relation.replaceAll("'", "''")}', format('"{}"."{}"', table_schema, table_name))`,
      );
      const rows = (await run(`from ${relation}`)).map((row) => JSON.stringify(row)).sort();
      held.set(node, `${kind.join(' ')} ${columns.join(' ')}\n${rows.join('\n')}`);
    }
    return held;
  });
