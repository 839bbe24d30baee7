import { expect, test } from 'vitest';
import { Shop } from './shop.ts';

/** So many small tables that read nothing, which share transactions. */
const tables = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `models/m${n}.sql`,
      `{{ config(materialized='table') }}select ${n} as id from range(${n})`,
    ]),
  );

const lines = (count: number, other: Readonly<Record<number, string>> = {}): string[] =>
  Array.from({ length: count }, (_, n) => other[n] ?? `m${n} success`);

test('many small tables are built, each with its rows', async () => {
  const it = new Shop(tables(40));
  const ran = await it.build({ threads: 2 });
  expect(ran.lines.sort()).toEqual(lines(40).sort());
  expect(await it.relations()).toHaveLength(40);
  expect(await it.rows('select count(*), min(id) from main.m7')).toEqual(['7 7']);
});

test.each([
  ['fails', 'select 1 as id,\n  nonsense(2) as n', 'nonsense', 2],
  ['fails when it runs', "select 1 as id,\n  error('no') as n", 'no', undefined],
  ['has two columns of one name', 'select 1 as id,\n  2 as id', 'two columns called "id"', 2],
  ['is two statements', 'select 1 as id;\nselect 2', 'more than one statement', 2],
])('the one that %s is named, and the others are built', async (_, sql, message, line) => {
  const files = tables(20);
  files['models/m5.sql'] = `{{ config(materialized='table') }}${sql}`;
  files['models/m6.sql'] = "{{ config(materialized='table') }}select * from {{ ref('m5') }}";
  const it = new Shop(files);
  const ran = await it.build({ threads: 2 });
  expect(ran.lines.sort()).toEqual(lines(20, { 5: 'm5 error', 6: 'm6 skipped: m5' }).sort());
  const [diagnostic, ...more] = ran.of('m5').diagnostics;
  expect(more).toEqual([]);
  expect(diagnostic?.message).toContain(message);
  expect(diagnostic?.location?.range?.start.line).toBe(line);
  expect(await it.relations()).toHaveLength(18);
});

test('each takes the time that it took, not that of those it shares a transaction with', async () => {
  const files = tables(6);
  files['models/m3.sql'] =
    "{{ config(materialized='table') }}select count(*) as n from range(30000000) where hash(range) % 7 = 3";
  const ran = await new Shop(files).build({ threads: 1 });
  expect(ran.of('m3').elapsedMs).toBeGreaterThan(3 * ran.of('m0').elapsedMs);
  expect(ran.of('m5').elapsedMs).toBeLessThan(ran.of('m3').elapsedMs);
});

test('an interruption amid them leaves nothing that is not published', async () => {
  for (const after of [1, 7, 15, 30]) {
    const it = new Shop(tables(40));
    let begun = 0;
    const ran = await it.build({
      threads: 2,
      on: (event, interrupt) => {
        if (event.kind === 'step_started' && ++begun === after) interrupt();
      },
    });
    const seen = ran.published.join(' ').split(' ').filter(Boolean).sort();
    expect(await it.relations()).toEqual(seen);
    expect(ran.lines).toHaveLength(40);
  }
});
