import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasDistinctColumns } from '../../../src/fingerprint/index.ts';

describe('columns of different names are told from the text of', () => {
  test.each([
    'select a, b from t',
    'select t.a, s.t.b as c, sum(x) as d, (1 + 2) e from t group by all',
    'select distinct "A", b from t;',
    'select * from t',
    'select * from "s"."t" as x where a > 1 order by a limit 3',
    'with x as (select a, f(b, c) as b from t), y as materialized (select * from x) select * from y where b > 0',
    'select * from (select a, b from t) x',
    'select a, name, "type" as date from t union all select 1, 2, 3',
    'select a, case when b then 1 end as c from t -- the end',
    'select * from a union all select * from b',
  ])('%s', (sql) => {
    expect(hasDistinctColumns(sql)).toBe(true);
  });
});

describe('nothing is said of', () => {
  test.each([
    'select a, A from t',
    'select t.a, s.a from t, s',
    'select *, a from t',
    'select t.*, 1 as n from t',
    'select * from t join s using (id)',
    'select * from t, s',
    "select * from read_csv('x.csv')",
    "select * from 'x.csv'",
    'select sum(a), sum(a) from t',
    'select null, null',
    'select columns(*) as a, b from t',
    'select unnest(s, recursive := true) as x, b from t',
    'select current_date, a from t',
    'select distinct on (a) a, b from t',
    'with x as (select a, a from t) select * from x',
    'with x as (select * from x join y using (id)) select * from x',
    'with recursive x as (select 1 as a) select * from x',
    'with x(a, b) as (select 1, 2) select * from x',
    'select * from t pivot (sum(a) for b in (1, 2))',
    'from t select a, b',
    'values (1, 2)',
    'select x: 1, x: 2',
    'select a b from t',
    "select a as 'b', b from t",
    'select',
    'select a, from',
    'select (a, b',
    'with',
    '',
  ])('%s', (sql) => {
    expect(hasDistinctColumns(sql)).toBe(false);
  });
});

const item = fc.constantFrom(
  'a',
  'A',
  '"a"',
  't.a',
  'b',
  't.b as a',
  'a + b',
  'a + b as c',
  '(a) c',
  'sum(b) over () as d',
  'sum(b) over () d',
  '*',
  't.*',
  '* exclude (a)',
  '* replace (1 as a)',
  'columns(*)',
  "columns('a') as e",
  'unnest(s)',
  's',
  's.x',
  'unnest([a]) as f',
  'current_date',
  'null',
  'true',
  'interval 1 day',
  'a::date as "date"',
  'x: a',
  'case a when 1 then 2 end',
  'name',
  'a is null',
  'a as name',
  'cast(a as integer)',
  'cast(a as integer) as a',
  '[a] as g',
  "{'a': 1} as h",
  '"a b"',
  'not a as i',
);
const relation = fc.constantFrom(
  't',
  'main.t',
  't as u',
  't u',
  't join r using (a)',
  't, r',
  '(select a, name from t) t',
  'v',
  't where a > 0',
  't limit 1',
  't positional join r',
  'range(3) t(a)',
);
const query = fc.letrec<{ query: string; body: string }>((tie) => ({
  body: fc
    .tuple(fc.constantFrom('', '', 'distinct '), fc.array(item, { minLength: 1, maxLength: 4 }), relation)
    .map(([distinct, items, read]) => `select ${distinct}${items.join(', ')} from ${read}`),
  query: fc.oneof(
    tie('body'),
    fc.tuple(tie('body'), tie('body')).map(([one, other]) => `with t as (${one}) ${other}`),
    fc
      .tuple(tie('body'), tie('body'))
      .map(([one, other]) => `with q as (${one}), t as (select * from q) ${other}`),
    fc.tuple(tie('body'), tie('body')).map(([one, other]) => `${one} union all ${other}`),
  ),
})).query;

test('what is told is so in DuckDB', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("create table t as select 1 as a, 2 as b, 'n' as name, {'x': 1, 'a': 2} as s");
  await connection.run('create table r as select 1 as a, 2 as b');
  await connection.run('create view v as select a, b, a as a, name from t');
  let told = 0;
  await fc.assert(
    fc.asyncProperty(query, async (sql) => {
      if (!hasDistinctColumns(sql)) return;
      const prepared = await connection.prepare(sql).catch(() => undefined);
      if (prepared === undefined) return;
      told++;
      const names = Array.from({ length: prepared.columnCount }, (_, n) =>
        prepared.columnName(n).toLowerCase(),
      );
      prepared.destroySync();
      expect(new Set(names).size, `${sql}: ${names.join()}`).toBe(names.length);
    }),
    { numRuns: 1000 },
  );
  expect(told).toBeGreaterThan(50);
  connection.disconnectSync();
});
