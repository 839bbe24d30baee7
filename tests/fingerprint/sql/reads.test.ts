import { expect, test } from 'vitest';
import { readSql } from '../../../src/fingerprint/sql/index.ts';

const relation = '"⟨model.shop.t⟩"';
/** R is a relation of the project. */
const read = (text: string) => readSql(text.replaceAll(/\bR\b/g, relation));
const elsewhere = (text: string) => read(text).elsewhere.map(({ what, name }) => `${what} ${name}`);

test.each([
  'select * from R',
  'select * from R a, R b join R c using (x), R d',
  'from R',
  'from R select a where b',
  'from a: R, b: (select 1)',
  'table R',
  'select (table R), (from R), array(from R)',
  'with a as (select * from R), b as (from a) select * from b, A, "B"',
  'with a(x, y) as materialized (select * from R) from a',
  'with a as (from R) from a union all by name (with b as (from a) from b) except from a',
  'with recursive a as (select 1 as n union all select n + 1 from a join R using (n)) from a',
  'with recursive a(n) using key (n) as (select 1 union select n from recurring.a) from a',
  'with a as (with b as (from R) from b) select * from a where x in (select y from a)',
  'select extract(year from d), substring(b from 1 for 2), trim(both from b), position(x in b) from R',
  "select overlay(b placing 'x' from 2), trim(leading 'x' from b), trim(from b) from R",
  'select extract(year from (select max(d) from R)), substring((b) from 1) from R',
  'select a is distinct from b, a is not distinct from b from R',
  'select * from R a join R b on a.x is not distinct from b.x, R c',
  'select * from R a join R b on a.x = [1, 2][1] and a.y = {x: 1, y: 2}.x, R c',
  'select * from R as a(x, y), unnest(a.x) u, lateral (select a.y), range(3) r, generate_series(1, 2), values (1) v(z)',
  'from R cross join R positional join R asof left join R on x natural join R semi join R using (a)',
  'from (R a join (R b join R c on true) on true)',
  'from ((select 1 from R) union all (select 2)) x, ((R))',
  'pivot R on a, b using sum(c), max(d) group by e, f',
  'pivot (select * from R) on a using sum(c)',
  'pivot R using sum(a), sum(b)',
  'from R pivot (sum(a) as x, sum(b) for c in (1, 2) group by d, e) p, R q',
  'unpivot R on a, b into name n value v',
  'from R unpivot (v for n in (a, b))',
  'from (pivot R on a using sum(b)), R',
  'summarize R',
  'describe select * from R',
  'from (summarize R)',
  'values (1), (2)',
  'select * from (values (1, 2), (3, 4)) v(x, y), R',
  'from values (1, 2), (3, 4) v(x, y), R',
  'select count(*) filter (where a), sum(b) over (partition by a, b) from R group by a, b order by 1, 2 limit 1',
  'select count(*) from R window w as (order by a), v as (order by b)',
  'select 1 as from, a.from, a.join from R a',
  'select \'from x\', "from" from R -- from x\n /* from y */',
  'from R tablesample reservoir(10%), R using sample 10 rows',
  "from json_each('[1]'), json_tree('{}'), repeat(1, 2), UNNEST([1])",
  'select x::timestamp with time zone, y from R',
  'select * from unnest([1]) with ordinality as t(a, b), R',
  'select 1; select * from R;',
  'select [x for x in l if x > 1] from R where a in (select b from R) and exists (from R)',
  'select case when a then b else c end from R qualify row_number() over (order by a) = 1',
  '',
])('%s', (text) => {
  expect(elsewhere(text)).toEqual([]);
});

test.each([
  ["from 'data.csv'", "file 'data.csv'"],
  ["select * from R join 'a.parquet' using (x), 'b.json'", "file 'a.parquet', file 'b.json'"],
  ['from $$data.csv$$', 'file $$data.csv$$'],
  ["from read_csv('a.csv'), Read_Parquet('b')", 'function read_csv, function Read_Parquet'],
  [
    "from glob('*'), query('from x'), query_table('x'), my_macro(1)",
    'function glob, function query, function query_table, function my_macro',
  ],
  ['from main.range(1)', 'function main.range'],
  ['from other', 'relation other'],
  ['from "other"', 'relation "other"'],
  ['from db.main.other o', 'relation db.main.other'],
  ['select * from R, other', 'relation other'],
  ['select * from R r left join other on true', 'relation other'],
  ['select * from (R join other using (a))', 'relation other'],
  ['select * from R r, r.items', 'relation r.items'],
  ['select (select max(x) from other) from R', 'relation other'],
  ['select * from R where a in (select a from other)', 'relation other'],
  ['select * from R a join R b on a.x in (select x from other), R', 'relation other'],
  ['select f(a, (from other)) from R', 'relation other'],
  ['with a as (from other) from a', 'relation other'],
  ['with other as (from other) from other', 'relation other'],
  ['with recursive other as (from other) from other', 'relation other'],
  ['with recursive a as (from a union all from a) from a', 'relation a'],
  ['with a as (from b), b as (from R) from a', 'relation b'],
  ['(with a as (from R) from a) union all from a', 'relation a'],
  ['with a as (from R) from main.a', 'relation main.a'],
  ['with a as (from R) from a; from a', 'relation a'],
  ['pivot other on a using sum(b)', 'relation other'],
  ['pivot R join other using (a) on a using sum(b)', 'relation other'],
  ['unpivot other on a', 'relation other'],
  ['from values (1), (2) v(x), (other)', 'relation other'],
  ['from (values (1, 2), (3, (select x from other))) v(x, y), more', 'relation other, relation more'],
  ['table other', 'relation other'],
  ['summarize other', 'relation other'],
  ['from (show tables)', 'relation tables'],
  ['from (describe)', 'relation catalog'],
  ['select * from\u00a0other', 'relation other'],
  ['from a: other', 'relation other'],
  ['select trim((select x from other)) from R', 'relation other'],
  ['from U&"x"', 'relation U&"x"'],
  ['select 1 union select 2 from other', 'relation other'],
  ['delete from R', 'function delete'],
])('%s reads %s', (text, expected) => {
  expect(elsewhere(text).join(', ')).toBe(expected);
});

test('how relations are marked can be said', () => {
  expect(readSql('from \ue0001\ue001, x', (name) => name.startsWith('\ue000')).elsewhere).toEqual([
    { what: 'relation', name: 'x' },
  ]);
});

test.each([
  ['select now(), Random(), "uuid"(), main.today(), x.nextval()', 'now random uuid today nextval'],
  [
    'select current_date, CURRENT_TIMESTAMP, localtime, "current_date", current_user',
    'current_date current_timestamp localtime current_user',
  ],
  [
    "select getvariable('x'), current_setting('threads'), ago(interval 1 day)",
    'getvariable current_setting ago',
  ],
  ['select age(a), age(f(a, b))', 'age'],
  ['select age(a, b)', ''],
  ['select now, random, "now", r.now, uuid, today, user from R', ''],
  ["select 'now()', x.current_date, 1 as current_date, current_date.x -- now()", ''],
  ['select a::uuid, current_date: 1 from R', ''],
  ['from R order by random()', 'random'],
  ['from R using sample 10%', 'sample'],
  ['from R tablesample reservoir(10%)', 'tablesample'],
  ['from R tablesample reservoir(10 rows) repeatable (1), R', ''],
  ['from R tablesample 10% (bernoulli, 42)', ''],
  ['from R tablesample 10 percent (system, 42)', 'tablesample'],
  ['from R tablesample 10% repeatable (42)', 'tablesample'],
  ['from R using sample 5 rows repeatable (42)', ''],
  ['select first(a), row_number() over (), count(*) from R', ''],
])('%s is volatile: %s', (text, expected) => {
  expect(read(text).volatile.join(' ')).toBe(expected);
});
