import { copyFileSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** What a play leaves behind: files that nobody wrote by hand, and what readers of each database see. */
export async function aftermath(folder: string, own: ReadonlySet<string>, scratch: string): Promise<string> {
  const files = filesBelow(folder).filter((file) => !own.has(file) && !file.startsWith('target/'));
  if (files.length === 0) return 'nothing\n';
  const lines: string[] = [];
  for (const file of files) {
    lines.push(file);
    if (file.endsWith('.duckdb'))
      lines.push(...(await contents(join(folder, file), scratch)).map((line) => `  ${line}`));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/(^|\/)\.git\//.test(file) && !lstatSync(join(folder, file)).isDirectory())
    .sort();
}

/** Each relation with its columns and its first rows. `_assay` says what is published. */
export async function contents(database: string, scratch: string): Promise<string[]> {
  const copy = join(scratch, `copy-${Math.random().toString(36).slice(2)}.duckdb`);
  copyFileSync(database, copy);
  if (existsSync(`${database}.wal`)) copyFileSync(`${database}.wal`, `${copy}.wal`);
  if (readFileSync(copy).subarray(8, 12).toString('latin1') !== 'DUCK') return ['not a database'];
  const connection = await (await reader()).connect();
  const attached = await connection.run(`attach '${copy}' as looked_at`).catch(String);
  if (typeof attached === 'string') {
    connection.disconnectSync();
    return ['cannot be opened'];
  }
  await connection.run('use looked_at');
  try {
    const ask = async (sql: string): Promise<string[][]> =>
      (await connection.runAndReadAll(sql)).getRowsJson().map((row) => row.map(String));
    const relations = await ask(
      `select schema_name, table_name, 'table' from duckdb_tables() where not internal and database_name = 'looked_at' and schema_name <> '_assay'
       union all select schema_name, view_name, 'view' from duckdb_views() where not internal and database_name = 'looked_at' order by all`,
    );
    const lines: string[] = [];
    for (const [schema, name, kind] of relations) {
      const sql = `select * from "${schema}"."${name?.replaceAll('"', '""')}" order by all limit 5`;
      const read = await connection.runAndReadAll(sql).catch(String);
      if (typeof read === 'string') {
        lines.push(`${kind} ${schema}.${name} cannot be read: ${read.split('\n')[0]}`);
        continue;
      }
      const rows = read.getRowsJson().map((row) => row.map(String).join(', '));
      lines.push(
        `${kind} ${schema}.${name} (${read.columnNames().join(', ')})`,
        ...rows.map((row) => `  ${row}`),
      );
    }
    return lines;
  } finally {
    await connection.run('use memory; detach looked_at');
    connection.disconnectSync();
  }
}

let instance: Promise<DuckDBInstance> | undefined;

/** Attaching a database takes a fraction of what an instance of its own does. */
function reader(): Promise<DuckDBInstance> {
  instance ??= DuckDBInstance.create(':memory:', { threads: '1' });
  return instance;
}
