import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../../src/adapter/index.ts';
import { session, value } from './helpers.ts';

const t = (identifier: string) => ({ schema: 'main', identifier });

/** What a query's rows come to as a table. */
async function contents(on: Session, query: string, maxRows = 1000): Promise<string | undefined> {
  value(await on.run(`create or replace table c as ${query}`));
  return value(await on.contents([t('c')], maxRows))[0];
}

/** Enough tables beside the first one that the whole catalog is read. */
const many = Array.from({ length: 40 }, (_, n) => t(`m${n}`));

const makeMany = async (on: Session): Promise<void> => {
  for (const { identifier } of many)
    value(await on.run(`create table ${identifier} as select range as a from range(${identifier.length})`));
};

describe('the same contents', () => {
  test.each([
    ['rows in another order', 'from range(100) t(a)', 'from range(100) t(a) order by a desc'],
    ['no rows', 'select 1 as a where false', 'select 2 as a where false'],
    ['nulls', 'select null::integer as a, 1 as b', 'select null::integer as a, 1 as b'],
    ['a list', 'select [1, null] as a', 'select [1, null] as a'],
  ])('are those of %s', async (_, one, other) => {
    const on = await session();
    const first = await contents(on, one);
    expect(first).toMatch(/^\d+:[0-9a-f]{32}$/);
    expect(await contents(on, other)).toBe(first);
  });

  test('are those of a table in a file, in another place, after a change and back', async () => {
    const on = await session();
    const first = await contents(on, 'from range(100) t(a)');
    value(await on.run('update c set a = 7 where a = 3'));
    const [changed] = value(await on.contents([t('c')], 1000));
    value(await on.run('update c set a = 3 where a = 7 and rowid = 3'));
    const [back] = value(await on.contents([t('c')], 1000));
    expect(changed).not.toBe(first);
    expect(back).toBe(first);
  });
});

describe('other contents', () => {
  test.each([
    ['one row twice', "select 'x' as a", "select 'x' as a from range(2)"],
    ['one row three times', "select 'x' as a", "select 'x' as a from range(3)"],
    ['a value', 'select 1 as a', 'select 2 as a'],
    ['the name of a column', 'select 1 as a', 'select 1 as b'],
    ['the case of a name', 'select 1 as a', 'select 1 as A'],
    ['a type', 'select 1::integer as a', 'select 1::bigint as a'],
    ['a scale', 'select 1::decimal(4,1) as a', 'select 1::decimal(4,2) as a'],
    ['a type without rows', 'select 1::integer as a where false', 'select 1::bigint as a where false'],
    ['the order of columns', 'select 1 as a, 1 as b', 'select 1 as b, 1 as a'],
    ['values swapped in a row', 'select 1 as a, 2 as b', 'select 2 as a, 1 as b'],
    [
      'values swapped between rows',
      'from (values (1, 3), (2, 4)) t(a, b)',
      'from (values (1, 4), (2, 3)) t(a, b)',
    ],
    ['where a text ends', "select 'ab' as a, 'c' as b", "select 'a' as a, 'bc' as b"],
    ['null and nothing', 'select null::text as a', "select '' as a"],
    ['null and zero', 'select null::integer as a', 'select 0 as a'],
    ['where the null is', 'select null::integer as a, 1 as b', 'select 1 as a, null::integer as b'],
    ['null and a row less', 'select null::integer as a', 'select null::integer as a where false'],
    ['the sign of zero', 'select 0.0::double as a', 'select -0.0::double as a'],
    ['the sign of zero in a list', 'select [0.0::double] as a', 'select [-0.0::double] as a'],
    ['not a number', "select 'nan'::double as a", 'select null::double as a'],
    ['a month and 30 days', 'select interval 1 month as a', 'select interval 30 day as a'],
    ['an hour and a zone', "select '10:00:00+01'::timetz as a", "select '09:00:00+00'::timetz as a"],
    ['an empty list and null', 'select []::integer[] as a', 'select null::integer[] as a'],
    ['a list of null', 'select [null]::integer[] as a', 'select null::integer[] as a'],
    ['how lists are nested', 'select [[1], [2]] as a', 'select [[1, 2]] as a'],
    ['the order of a list', 'select [1, 2] as a', 'select [2, 1] as a'],
    ['what a list of texts holds', "select ['a, b'] as a", "select ['a', 'b'] as a"],
    ['null as a text', "select ['NULL'] as a", 'select [null]::text[] as a'],
    ['a struct of null', 'select {x: null::integer} as a', 'select null::struct(x integer) as a'],
    ['the fields of a struct', 'select {x: 1, y: 2} as a', 'select {x: 2, y: 1} as a'],
    ['a map', "select map {'a': 'b=c'} as a", "select map {'a=b': 'c'} as a"],
    ['an enum', "select 'x'::enum('x', 'y') as a", "select 'x'::enum('y', 'x') as a"],
    ['bits', "select '01'::bit as a", "select '001'::bit as a"],
    ['the spelling of JSON', `select '{"a":1}'::json as a`, `select '{"a": 1}'::json as a`],
    [
      'the last microsecond',
      "select timestamp '2020-01-01 00:00:00.000001' as a",
      "select timestamp '2020-01-01' as a",
    ],
  ])('are those that differ in %s', async (_, one, other) => {
    const on = await session();
    const first = await contents(on, one);
    expect(first).toBeDefined();
    expect(await contents(on, other)).not.toBe(first);
  });

  test('are those of any two tables of small numbers that are not the same rows', async () => {
    const on = await session();
    const table = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 5,
    });
    const query = (rows: readonly (readonly [number, number])[]) =>
      `from (values ${rows.map((row) => `(${row.join()})`).join()}) t(a, b)`;
    await fc.assert(
      fc.asyncProperty(table, table, async (one, other) => {
        const same = JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
        expect((await contents(on, query(one))) === (await contents(on, query(other)))).toBe(same);
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe('contents are unknown', () => {
  test('of what has more rows than asked for', async () => {
    const on = await session();
    expect(await contents(on, 'from range(100)', 100)).toMatch(/^100:/);
    expect(await contents(on, 'from range(101)', 100)).toBeUndefined();
    await makeMany(on);
    expect(value(await on.contents([...many, t('c')], 100)).at(-1)).toBeUndefined();
    value(await on.run('delete from c where range = 100'));
    expect(value(await on.contents([t('c')], 100))[0]).toMatch(/^100:/);
  });

  test('of what is not there or broken, which is no error, also within a transaction', async () => {
    const on = await session();
    value(
      await on.run(
        'create table c as select 1 as a; create table x as select 1 as a; create view v as from x; drop table x',
      ),
    );
    const result = await on.transaction(async () => {
      value(await on.run('insert into c values (2)'));
      return on.contents([t('nope'), t('c'), { schema: 'no', identifier: 'c' }, t('v')], 10);
    });
    expect(value(result)).toEqual([undefined, expect.stringMatching(/^2:/), undefined, undefined]);
    expect(value(await on.contents([t('c')], 10))[0]).toMatch(/^2:/);
    await makeMany(on);
    expect(value(await on.contents([...many, t('nope')], 10)).at(-1)).toBeUndefined();
  });

  test('of a view that does not run, and of that alone', async () => {
    const on = await session();
    value(await on.run("create table c as select 'x' as a; create view v as select a::integer as a from c"));
    const names = [t('c'), t('v'), t('c')];
    const [first, broken, last] = value(await on.contents(names, 10));
    expect([first, broken, last]).toEqual([expect.stringMatching(/^1:/), undefined, first]);
    const result = await on.transaction(async () => {
      value(await on.run('insert into c values (2)'));
      return on.contents(names, 10);
    });
    expect(result.ok).toBe(false);
    expect(value(await on.contents([t('c')], 10))).toEqual([first]);
  });

  test.each([
    ['a union', 'select union_value(i := 1) as a'],
    ['unions in a list', 'select [union_value(i := 1)] as a'],
    ['a variant', 'select 1::variant as a'],
    ['a column that is compared without its case', "select 'A' collate nocase as a"],
    ['a column that is compared by a language', "select 'A' collate de as a"],
  ])('of %s', async (_, query) => {
    const on = await session();
    expect(await contents(on, query)).toBeUndefined();
    await makeMany(on);
    expect(value(await on.contents([...many, t('c')], 10)).at(-1)).toBeUndefined();
  });
});

test('contents of many tables are those of each', async () => {
  const on = await session();
  await makeMany(on);
  value(
    await on.run(`create table "every ""type""" as select 1::tinyint as a, 1::hugeint as b, 1.5::decimal(9,2) as c, 'x' as d,
      '[]'::json as e, 'x'::blob as f, '01'::bit as g, uuid() as h, current_date as i, now() as j, now()::timestamp as k,
      interval 1 day as l, 1.5::float as m, [1] as n, {x: 'y', "z w": 1} as o, map {1: 2} as p, 'x'::enum('x', 'y') as q,
      now()::timestamp_ns as r, 1::bignum as s, [1, 2, 3]::integer[3] as t, '1:00:00+01'::timetz as u, true as v,
      current_localtime() as w, now()::timestamp_s as x, 1::ubigint as y, 1::uhugeint as z`),
  );
  const all = [
    ...many,
    t('every "type"'),
    { schema: 'MAIN', identifier: 'M1' },
    { database: 'memory', ...t('m1') },
  ];
  const together = value(await on.contents(all, 10));
  const alone: unknown[] = [];
  for (const name of all) alone.push(...value(await on.contents([name], 10)));
  expect(together).toEqual(alone);
  expect(together.every((text) => text !== undefined)).toBe(true);
  expect(new Set(together).size).toBe(3);
});

test('contents of a table whose name is a word of SQL', async () => {
  const on = await session();
  value(
    await on.run(`create table "pivot" as select 'x' as "select", [1] as b; create table c as from "pivot"`),
  );
  const [pivot, c] = value(await on.contents([t('pivot'), t('c')], 10));
  expect(pivot).toBe(c);
});

test('contents are those of views too', async () => {
  const on = await session();
  value(await on.run('create table c as select 1 as a; create view v as from c'));
  const [table, view] = value(await on.contents([t('c'), t('v')], 10));
  expect(view).toBe(table);
});
