import type { Statement } from '../../adapter/index.ts';
import type { RelationName } from '../../base/index.ts';
import { unreachable } from '../../base/index.ts';
import { emptyFile } from './files/link-files.ts';
import { folderName, literal, quote, quoteAll, relation } from './identifiers.ts';
import { changedRows, condition, mergedRows } from './merged-rows.ts';

/** A statement's SQL, and where its `query` begins in it, in UTF-16 units. */
export interface Sql {
  readonly text: string;
  readonly queryOffset?: number;
}

export function render(statement: Statement): Sql {
  switch (statement.kind) {
    case 'create_schema':
      return {
        text: `create schema if not exists ${schemaName(statement.database, statement.schema)}`,
      };
    case 'drop_schema':
      return { text: `drop schema ${schemaName(statement.database, statement.schema)}` };
    case 'create_table':
      return createTable(statement);
    case 'create_view':
      return around(`create or replace view ${relation(statement.relation)} as\n`, statement.query);
    case 'create_table_like':
      return {
        text: `create or replace table ${relation(statement.relation)} as from ${relation(statement.like)} limit 0`,
      };
    case 'drop':
      return { text: `drop ${statement.object} if exists ${relation(statement.relation)}` };
    case 'rename':
      return {
        text: `alter ${statement.object} ${relation(statement.relation)} rename to ${quote(statement.to)}`,
      };
    case 'insert':
      return { text: insert(statement) };
    case 'delete_matching':
      return { text: deleteMatching(statement) };
    case 'delete_where':
      return { text: `delete from ${relation(statement.from)}\nwhere ${condition(statement.where)}` };
    case 'merge':
      return { text: merge(statement) };
    case 'add_column':
      return {
        text: `alter table ${relation(statement.relation)} add column ${quote(statement.column)} ${statement.type}`,
      };
    case 'write_parquet':
      return writeParquet(statement);
    case 'create_merged_view':
      return { text: `create or replace view ${relation(statement.relation)} as\n${mergedRows(statement)}` };
    case 'write_parquet_changes':
      return render({ ...statement, kind: 'write_parquet', query: changedRows(statement) });
    case 'create_parquet_view':
      return { text: createParquetView(statement) };
    case 'execute':
      return { text: statement.sql, queryOffset: 0 };
    default:
      return unreachable(statement);
  }
}

export const sql = (statement: Statement): string => render(statement).text;

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

function createTable({ relation: name, query, columns }: Of<'create_table'>): Sql {
  const head = `create or replace table ${relation(name)} as\n`;
  if (columns === undefined) return around(head, query);
  const cast = columns.map(
    ({ name: column, type }) => `cast(${quote(column)} as ${type}) as ${quote(column)}`,
  );
  return around(`${head}select ${cast.join(', ')} from (\n`, query, ')');
}

/** A query on lines of its own, so that a comment at its end hides nothing and its columns stay as they are. */
const around = (before: string, query: string, after = ''): Sql => ({
  text: before + query.replace(/[\s;]+$/, '') + (after === '' ? '' : `\n${after}`),
  queryOffset: before.length,
});

const schemaName = (database: string | undefined, schema: string): string =>
  database === undefined ? quote(schema) : `${quote(database)}.${quote(schema)}`;

function insert({ into, from, columns }: Of<'insert'>): string {
  const selected = columns === undefined ? '*' : quoteAll(columns);
  return `insert into ${relation(into)} by name\nselect ${selected} from ${relation(from)}`;
}

const joined = (on: readonly string[]): string =>
  on.map((key) => `target.${quote(key)} = source.${quote(key)}`).join(' and ');

/** A semi-join: a row goes once, however many rows match it. */
const deleteMatching = ({ from, matching, on }: Of<'delete_matching'>): string =>
  `delete from ${relation(from)} as target\n` +
  `where exists (select 1 from ${relation(matching)} as source where ${joined(on)})`;

function merge({ into, from, on, update }: Of<'merge'>): string {
  const lines = [
    `merge into ${aliased(into, 'target')}`,
    `using ${aliased(from, 'source')}`,
    `on ${joined(on)}`,
  ];
  if (update === undefined) lines.push('when matched then update by name');
  else if (update.length > 0) {
    const set = update.map((column) => `${quote(column)} = source.${quote(column)}`);
    lines.push(`when matched then update set ${set.join(', ')}`);
  }
  lines.push('when not matched then insert by name');
  return lines.join('\n');
}

const aliased = (name: RelationName, alias: string): string => `${relation(name)} as ${alias}`;

/** The one file of a table that has no partitions. */
const singleFile = 'data.parquet';

function writeParquet({ query, directory, partitionBy }: Of<'write_parquet'>): Sql {
  return partitionBy.length === 0
    ? around('copy (\n', query, `) to ${literal(`${directory}/${singleFile}`)} (format parquet)`)
    : around(
        'copy (\n',
        query,
        `) to ${literal(directory)} (format parquet, partition_by (${quoteAll(partitionBy)}))`,
      );
}

function createParquetView(statement: Of<'create_parquet_view'>): string {
  const { columns, directory, partitionBy } = statement;
  const head = `create or replace view ${relation(statement.relation)} as\n`;
  const pattern = literal(`${directory}/**/*.parquet`);
  const inPath = new Set(partitionBy.map((name) => name.toLowerCase()));
  const selected = columns.map(({ name }) =>
    inPath.has(name.toLowerCase()) && folderName(name) !== name
      ? `${quote(folderName(name))} as ${quote(name)}`
      : quote(name),
  );
  const select = `select ${selected.join(', ')}\n`;
  if (partitionBy.length === 0)
    return `${head}${select}from read_parquet(${pattern}, hive_partitioning=false)`;
  const types = partitionBy.map((name) => `${literal(folderName(name))}: ${literal(typeOf(columns, name))}`);
  return `${head}${select}from read_parquet(${pattern}, hive_partitioning=true, hive_types={${types.join(', ')}})`;
}

/**
 * A file without rows for a partitioned table that has none: DuckDB writes no file then, and a view needs one
 * to read. It lies in the partition of nulls, as every file must lie in one.
 */
export function emptyParquet(
  columns: readonly { readonly name: string; readonly type: string }[],
  directory: string,
  partitionBy: readonly string[],
): { readonly directory: string; readonly sql: string } {
  const folders = partitionBy.map((name) => `/${folderName(name)}=__HIVE_DEFAULT_PARTITION__`);
  const folder = directory + folders.join('');
  const inPath = new Set(partitionBy.map((name) => name.toLowerCase()));
  const selected = columns
    .filter((column) => !inPath.has(column.name.toLowerCase()))
    .map((column) => `null::${column.type} as ${quote(column.name)}`);
  return {
    directory: folder,
    sql: `copy (select ${selected.join(', ')} limit 0) to ${literal(`${folder}/${emptyFile}`)} (format parquet)`,
  };
}

function typeOf(columns: readonly { readonly name: string; readonly type: string }[], name: string): string {
  const found = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new Error(`the partition column '${name}' is not among the view's columns`);
  return found.type;
}
