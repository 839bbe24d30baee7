import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import { failed, rows, session, value } from './helpers.ts';

const x = { schema: 'main', identifier: 'x' };
const y = { schema: 'main', identifier: 'y' };

describe('the SQL of', () => {
  const cases: readonly (readonly [Statement, string])[] = [
    [{ kind: 'create_schema', schema: 's' }, 'create schema if not exists "s"'],
    [{ kind: 'create_schema', database: 'd', schema: 's' }, 'create schema if not exists "d"."s"'],
    [
      { kind: 'create_table', relation: { ...x, database: 'a"b' }, query: 'select 1 as a; -- one\n;' },
      'create or replace table "a""b"."main"."x" as\nselect 1 as a; -- one',
    ],
    [
      { kind: 'create_view', relation: x, query: 'select 1 as a;\n' },
      'create or replace view "main"."x" as\nselect 1 as a',
    ],
    [
      { kind: 'create_table_like', relation: x, like: y },
      'create or replace table "main"."x" as from "main"."y" limit 0',
    ],
    [{ kind: 'drop', relation: x, object: 'view' }, 'drop view if exists "main"."x"'],
    [{ kind: 'rename', relation: x, to: 'z"', object: 'view' }, 'alter view "main"."x" rename to "z"""'],
    [
      { kind: 'insert', into: x, from: y, columns: ['a', 'b c'] },
      'insert into "main"."x" by name\nselect "a", "b c" from "main"."y"',
    ],
    [
      { kind: 'delete_matching', from: x, matching: y, on: ['a', 'b'] },
      'delete from "main"."x" as target\nwhere exists (select 1 from "main"."y" as source ' +
        'where target."a" = source."a" and target."b" = source."b")',
    ],
    [
      { kind: 'merge', into: x, from: y, on: ['a'] },
      'merge into "main"."x" as target\nusing "main"."y" as source\non target."a" = source."a"\n' +
        'when matched then update by name\nwhen not matched then insert by name',
    ],
    [
      { kind: 'merge', into: x, from: y, on: ['a'], update: ['b', 'c'] },
      'merge into "main"."x" as target\nusing "main"."y" as source\non target."a" = source."a"\n' +
        'when matched then update set "b" = source."b", "c" = source."c"\nwhen not matched then insert by name',
    ],
    [
      { kind: 'add_column', relation: x, column: 'b', type: 'DECIMAL(18,3)' },
      'alter table "main"."x" add column "b" DECIMAL(18,3)',
    ],
    [
      { kind: 'write_parquet', query: 'select 1 as a -- one', directory: "/it's", partitionBy: [] },
      "copy (\nselect 1 as a -- one\n) to '/it''s/data.parquet' (format parquet)",
    ],
    [
      { kind: 'write_parquet', query: 'from x', directory: '/d', partitionBy: ['day', 'p"'] },
      'copy (\nfrom x\n) to \'/d\' (format parquet, partition_by ("day", "p"""))',
    ],
    [
      {
        kind: 'create_parquet_view',
        relation: x,
        directory: '/d',
        partitionBy: ['day'],
        columns: [
          { name: 'day', type: 'DATE' },
          { name: 'a', type: 'INTEGER' },
        ],
      },
      'create or replace view "main"."x" as\nselect "day", "a"\n' +
        "from read_parquet('/d/**/*.parquet', hive_partitioning=true, hive_types={'day': 'DATE'})",
    ],
    [{ kind: 'execute', sql: 'vacuum' }, 'vacuum'],
  ];
  for (const [statement, sql] of cases) test(statement.kind, () => expect(duckdb.sql(statement)).toBe(sql));
});

test('quotes what DuckDB reads back as it was', async () => {
  const on = await session();
  for (const name of ['select', 'a b', 'a"b', 'größe', '日本語', "it's", 'A;B', '--']) {
    const relation = { schema: name, identifier: name };
    value(await on.atomically([{ kind: 'create_schema', schema: name }]));
    const query = `select ${duckdb.literal(name)} as ${duckdb.quote(name)}`;
    value(await on.execute({ kind: 'create_table', relation, query }));
    const read = value(await on.query(`from ${duckdb.relation(relation)}`));
    expect([read.columns[0]?.name, read.rows]).toEqual([name, [[name]]]);
    expect(value(await on.relations([{ schema: name }]))).toEqual([{ ...relation, kind: 'table' }]);
  }
});

describe('in the database', () => {
  test('matching rows are deleted once, and null matches nothing', async () => {
    const on = await session();
    await on.run('create table x as select * from (values (1, 1), (2, 2), (null, 3)) t("a b", v)');
    await on.run('create table y as select * from (values (1), (1), (null)) t("a b")');
    const deleted = await on.execute({ kind: 'delete_matching', from: x, matching: y, on: ['a b'] });
    expect(value(deleted)).toBe(1);
    expect(await rows(on, 'select v from x order by v')).toEqual([[2], [3]]);
  });

  test('rows are inserted and merged by name', async () => {
    const on = await session();
    await on.run('create table x (a int, b int, c int); insert into x values (1, 1, 1)');
    await on.run('create table y as select 20 as b, 2 as a union all select 10, 1');
    expect(value(await on.execute({ kind: 'merge', into: x, from: y, on: ['a'], update: [] }))).toBe(1);
    expect(await rows(on, 'from x order by a')).toEqual([
      [1, 1, 1],
      [2, 20, null],
    ]);
    value(await on.execute({ kind: 'merge', into: x, from: y, on: ['a'] }));
    expect(await rows(on, 'from x order by a')).toEqual([
      [1, 10, 1],
      [2, 20, null],
    ]);
    value(await on.execute({ kind: 'insert', into: x, from: y }));
    expect(await rows(on, 'select count(*), sum(b) from x')).toEqual([[4, 60]]);
    const error = failed(await on.execute({ kind: 'insert', into: x, from: { ...y, identifier: 'gone' } }));
    expect(error).toMatchObject({ kind: 'missing_relation' });
    expect(error.offset).toBeUndefined();
  });

  test('a table like another has no rows', async () => {
    const on = await session();
    await on.run("create table y as select 1.5 as a, 'x' as b");
    value(await on.execute({ kind: 'create_table_like', relation: x, like: y }));
    const { columns, rows: none } = value(await on.query('from x'));
    expect(columns.map((column) => column.type)).toEqual(['DECIMAL(2,1)', 'VARCHAR']);
    expect(none).toEqual([]);
  });
});
