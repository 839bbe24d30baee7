import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RelationRecord, Rows } from './record.ts';

/** Runs statements on a database file, which they may make. */
export async function runSql(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    await connection.run(sql);
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

let instance: Promise<DuckDBInstance> | undefined;

/** Attaching a database takes a fraction of what an instance of its own does. */
function reader(): Promise<DuckDBInstance> {
  instance ??= DuckDBInstance.create(':memory:', { threads: '1' });
  return instance;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** The databases of a folder, each under the name of its file, as they are named within a run. */
export class Warehouse {
  private readonly connection: DuckDBConnection;
  private readonly attached: readonly string[];
  /** Columns of which only is compared whether they have a value. */
  private readonly masked: readonly string[];

  private constructor(connection: DuckDBConnection, attached: readonly string[], masked: readonly string[]) {
    this.connection = connection;
    this.attached = attached;
    this.masked = masked;
  }

  static async open(folder: string, masked: readonly string[]): Promise<Warehouse | undefined> {
    const files = readdirSync(folder).filter((name) => /\.(duckdb|db)$/.test(name));
    if (files.length === 0) return undefined;
    const connection = await (await reader()).connect();
    await connection.run(`set file_search_path = '${folder}'`);
    const attached: string[] = [];
    for (const file of files.sort()) {
      const name = file.replace(/\.\w+$/, '');
      try {
        await connection.run(`attach '${join(folder, file)}' as "${name}"`);
        attached.push(name);
      } catch {
        // A case may well be about a file that is no database.
      }
    }
    if (attached.includes('dev')) await connection.run('use dev');
    return new Warehouse(connection, attached, masked);
  }

  async close(): Promise<void> {
    await this.connection.run('use memory');
    for (const name of this.attached) await this.connection.run(`detach "${name}"`);
    this.connection.disconnectSync();
  }

  async relations(): Promise<Record<string, RelationRecord>> {
    const found = await this.texts(relationsQuery);
    const parts = await this.parts();
    const relations: Record<string, RelationRecord> = {};
    for (const [database, schema, name, type, comment] of found) {
      const quoted = [database, schema, name].map((part) => `"${part}"`).join('.');
      const key = `${database}.${schema}.${name}`;
      const part = (kind: string) => parts.filter(([of, what]) => of === key && what === kind);
      const columns = part('column').map(([, , column, text]) => ({ name: column!, type: text! }));
      const comments = part('comment').map(([, , column, text]) => [column!, text!]);
      const constraints = part('constraint').map(([, , text]) => text!);
      const indexes = part('index').map(([, , text]) => text!);
      relations[key] = {
        type: type!,
        columns: columns.map((column) => `${column.name} ${column.type}`),
        rows: await this.rowsOf(quoted, columns),
        ...(comment === null ? {} : { comment: comment! }),
        ...(comments.length === 0 ? {} : { comments: Object.fromEntries(comments) }),
        ...(constraints.length === 0 ? {} : { constraints: constraints.sort() }),
        ...(indexes.length === 0 ? {} : { indexes: indexes.sort() }),
      };
    }
    return relations;
  }

  /** The rows of a query, or that it has none to give. */
  async rowsOfQuery(query: string): Promise<Rows> {
    const from = `(${query.replace(/;\s*$/, '')}\n)`;
    try {
      const described = await this.texts(`describe from ${from}`);
      const columns = described.map(([name, type]) => ({ name: name!, type: type! }));
      return await this.rowsOf(from, columns);
    } catch {
      return 'cannot be read';
    }
  }

  private async rowsOf(from: string, columns: readonly Column[]): Promise<Rows> {
    const texts = columns.map(({ name, type }) =>
      comparable(`"${name.replaceAll('"', '""')}"`, this.masked.includes(name) ? 'masked' : type),
    );
    try {
      const rows = await this.texts(`select ${texts.join(', ')} from ${from} as t`);
      const lines = rows.map((row) => row.map((cell) => cell ?? '∅').join(' | ')).sort();
      if (lines.length <= 12) return lines;
      return { count: lines.length, md5: createHash('md5').update(lines.join('\n')).digest('hex') };
    } catch {
      return 'cannot be read';
    }
  }

  private parts(): Promise<(string | null)[][]> {
    return this.texts(partsQuery);
  }

  private async texts(query: string): Promise<(string | null)[][]> {
    return (await this.connection.runAndReadAll(query)).getRowsJS() as (string | null)[][];
  }
}

/** A value as text: without the last digits of what is computed, and without the time of the run. */
function comparable(column: string, type: string): string {
  if (type === 'masked') return `if(${column} is null, null, 'masked')`;
  if (/^TIMESTAMP|^DATE$/.test(type))
    return `if(abs(epoch(${column}) - epoch(now())) < 400000, 'recent', ${column}::varchar)`;
  if (type === 'DOUBLE' || type === 'FLOAT') return `round(${column}::double, 6)::varchar`;
  return `${column}::varchar`;
}

const relationsQuery = `
  select database_name, schema_name, table_name, 'table', comment from duckdb_tables() where not internal and not temporary
  union all
  select database_name, schema_name, view_name, 'view', comment from duckdb_views() where not internal
  order by all`;

const key = `database_name || '.' || schema_name || '.' || table_name`;
const partsQuery = `
  select ${key}, 'column', column_name, data_type, column_index from duckdb_columns() where not internal
  union all
  select ${key}, 'comment', column_name, comment, column_index from duckdb_columns() where not internal and comment is not null
  union all
  select ${key}, 'constraint', constraint_text, null, constraint_index from duckdb_constraints()
  union all
  select ${key}, 'index', if(is_unique, 'unique ', '') || expressions, null, 0 from duckdb_indexes()
  order by 1, 2, 5, 3`;
