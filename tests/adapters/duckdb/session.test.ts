import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import { failed, rows, session, temporary, value, warehouse } from './helpers.ts';

const t = (identifier: string) => ({ schema: 'main', identifier });

describe('run', () => {
  test('counts the rows of what it made or changed', async () => {
    const on = await session();
    expect(value(await on.run('create table t as select range as a from range(10)'))).toBe(10);
    expect(value(await on.run('update t set a = a + 1 where a > 5'))).toBe(4);
    expect(value(await on.run('delete from t where a = 0'))).toBe(1);
    expect(value(await on.run('create table u (a integer)'))).toBeUndefined();
    expect(value(await on.run('create view v as select 1 as a'))).toBeUndefined();
    expect(value(await on.run(''))).toBeUndefined();
    expect(value(await on.run('-- nothing'))).toBeUndefined();
    expect(value(await on.run(' ; '))).toBeUndefined();
  });

  test('runs several statements, also where a semicolon is text', async () => {
    const on = await session();
    expect(value(await on.run("create table t (a varchar); insert into t values ('a;b'), ('c'); ; "))).toBe(
      2,
    );
    expect(await rows(on, 'from t')).toEqual([['a;b'], ['c']]);
  });

  test('counts what a PIVOT makes', async () => {
    const on = await session();
    await on.run("create table c as select * from (values ('a', 2000, 5), ('b', 2010, 6)) t(c, y, p)");
    expect(value(await on.run('create table p as pivot c on y using sum(p)'))).toBe(2);
    const refused = await on.run('create table q as pivot c on y using sum(nope)');
    expect(failed(refused).kind).toBe('binding');
    expect(await rows(on, 'select 1')).toEqual([[1]]);
  });

  test('runs the statements of a session in the order they were asked for', async () => {
    const on = await session();
    const results = await Promise.all([
      on.run('create table t (a integer)'),
      on.run('insert into t values (1)'),
      on.query('from t'),
    ]);
    expect(results.map((result) => result.ok)).toEqual([true, true, true]);
  });
});

describe('query', () => {
  test('gives at most as many rows as asked for', async () => {
    const on = await session();
    const result = value(await on.query('select range as a from range(1000000000000) -- all', { limit: 3 }));
    expect(result).toEqual({ columns: [{ name: 'a', type: 'BIGINT' }], rows: [[0], [1], [2]] });
    expect(value(await on.query('show tables', { limit: 3 })).rows).toEqual([]);
  });

  test('limits in the order of the query, and keeps its column names', async () => {
    const on = await session();
    const sql = 'select range as a, -range as a from range(100000) order by 2;';
    const result = value(await on.query(sql, { limit: 2 }));
    expect(result.rows).toEqual([
      [99999, -99999],
      [99998, -99998],
    ]);
    expect(result.columns.map((column) => column.name)).toEqual(['a', 'a']);
  });

  test('gives and describes the rows of a PIVOT', async () => {
    const on = await session();
    await on.run("create table c as select * from (values ('a', 2000, 5), ('a', 2010, 6)) t(c, y, p)");
    const sql = 'pivot c on y using sum(p)';
    expect(await rows(on, sql)).toEqual([['a', 5, 6]]);
    expect(value(await on.query(sql, { limit: 1 })).rows).toEqual([['a', 5, 6]]);
    expect(value(await on.describe(sql)).map((column) => column.name)).toEqual(['c', '2000', '2010']);
  });
});

test('describes the columns of a query without running it', async () => {
  const on = await session();
  const columns = value(
    await on.describe("select 1 as a, 2 as a, 1.5 as d, {'x': [1]} as s, '1'::json as j"),
  );
  expect(columns.map((column) => `${column.name} ${column.type}`)).toEqual([
    'a INTEGER',
    'a INTEGER',
    'd DECIMAL(2,1)',
    's STRUCT("x" INTEGER[])',
    'j JSON',
  ]);
});

test('lists the tables and views of the schemas asked for', async () => {
  const on = await session();
  await on.run(
    'create schema s; create table s.t (a int); create view s.v as select 1 as a; create table o (a int)',
  );
  const found = value(await on.relations([{ schema: 'S' }, { schema: 'gone' }]));
  expect(found).toEqual([
    { schema: 's', identifier: 't', kind: 'table' },
    { schema: 's', identifier: 'v', kind: 'view' },
  ]);
});

describe('atomically', () => {
  const swap: readonly Statement[] = [
    { kind: 'drop', relation: t('x'), object: 'table' },
    { kind: 'rename', relation: t('x__staged'), to: 'x', object: 'table' },
  ];

  test('does all', async () => {
    const on = await session();
    await on.run('create table x as select 1 as a; create table x__staged as select 2 as a');
    value(await on.atomically(swap));
    expect(await rows(on, 'from x')).toEqual([[2]]);
  });

  test('or nothing, and says which statement failed and where', async () => {
    const on = await session();
    await on.run('create table x as select 1 as a; create table x__staged as select 2 as a');
    const query = "select 'é', nope from x";
    const error = failed(await on.atomically([...swap, { kind: 'create_table', relation: t('y'), query }]));
    expect(error).toMatchObject({ kind: 'binding', statement: 2, offset: query.indexOf('nope') });
    expect(await rows(on, 'from x')).toEqual([[1]]);
    expect(await rows(on, 'from x__staged')).toEqual([[2]]);
  });

  test('tries again when another session was in the way', async () => {
    const open = await warehouse(`${temporary()}/x.db`);
    const sessions = await Promise.all(Array.from({ length: 4 }, () => open.session()));
    const results = await Promise.all(
      sessions.map((on) =>
        on.atomically([
          { kind: 'create_schema', schema: 's' },
          { kind: 'create_table', relation: { schema: 's', identifier: 'x' }, query: 'select 1 as a' },
        ]),
      ),
    );
    expect(results).toEqual(results.map(() => ({ ok: true, value: undefined })));
  });
});

describe('transaction', () => {
  test('reports no success for a commit that would undo', async () => {
    const on = await session();
    await on.run('create table x (a integer primary key); insert into x values (1)');
    const result = await on.transaction(async () => {
      await on.run('insert into x values (2)');
      await on.run('insert into x values (1)');
      return { ok: true, value: 'fine' };
    });
    expect(failed(result).message).toContain('aborted');
    expect(await rows(on, 'from x')).toEqual([[1]]);
  });

  test('takes what is done atomically within it', async () => {
    const on = await session();
    const result = await on.transaction(async () => {
      value(await on.atomically([{ kind: 'create_table', relation: t('x'), query: 'select 1 as a' }]));
      return on.atomically([{ kind: 'create_table', relation: t('y'), query: 'select nope' }]);
    });
    expect(failed(result)).toMatchObject({ kind: 'binding', statement: 0 });
    expect(await rows(on, 'show tables')).toEqual([]);
  });

  test('undoes what work that throws has done', async () => {
    const on = await session();
    await on.run('create table x (a integer)');
    const broken = on.transaction(async () => {
      await on.run('insert into x values (2)');
      throw new Error('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(await rows(on, 'from x')).toEqual([]);
  });
});

test('stops a statement that is asked to stop, and only that', async () => {
  const on = await session();
  on.interrupt();
  const long = on.run(
    'select count(*) from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3',
  );
  on.interrupt();
  expect(failed(await long).kind).toBe('interrupted');
  expect(await rows(on, 'select 1')).toEqual([[1]]);
  expect(on.progress()).toBeUndefined();
});

test('leases connections without what others left in them', async () => {
  const open = await warehouse();
  const first = await open.session();
  await first.run('create temporary table left_over (a integer)');
  first.release();
  const second = await open.session();
  expect((await second.query('from left_over')).ok).toBe(false);
  expect(second).not.toBe(first);
  second.release();
  expect(duckdb.capabilities.transactions).toBe(true);
});

test('makes room once it holds half of what it may', async () => {
  const path = `${temporary()}/x.db`;
  const on = await session(path, { memoryLimit: '10MB' });
  const isWritten = () => !existsSync(`${path}.wal`);
  await on.run('create table small as select 1 as a');
  value(await on.makeRoom());
  expect(isWritten()).toBe(false);
  for (let index = 0; index < 120; index++)
    value(await on.run(`create table t${index} as select range as a, uuid() as b from range(100)`));
  value(await on.makeRoom());
  expect(isWritten()).toBe(true);
});

test('tells how far a statement is, if it was opened for that', async () => {
  const on = await (await warehouse(':memory:', {}, { progress: true })).session();
  await on.run('create table t as select range as a from range(3000000)');
  const running = on.run('create table u as select md5(md5(md5(a::varchar))) as m from t');
  const seen = new Set<number | undefined>();
  const timer = setInterval(() => {
    seen.add(on.progress());
    if ([...seen].some((percentage) => percentage !== undefined && percentage > 0)) on.interrupt();
  }, 5);
  await running;
  clearInterval(timer);
  const percentages = [...seen].filter((percentage) => percentage !== undefined);
  expect(percentages.some((percentage) => percentage > 0 && percentage <= 100)).toBe(true);
});
