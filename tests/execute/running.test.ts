import { expect, test } from 'vitest';
import { Shop } from './shop.ts';

test('fail-fast starts nothing after the first failure', async () => {
  const it = new Shop({
    'models/a.sql': "{{ config(materialized='table') }}select error('no')",
    'models/b.sql': 'select 1 as id',
    'models/c.sql': "select * from {{ ref('b') }}",
  });
  const ran = await it.build({ threads: 1, failFast: true });
  expect(ran.lines).toEqual(['a error', 'b skipped', 'c skipped']);
  expect(await it.relations()).toEqual([]);
});

test('an interrupted run stops what runs, starts nothing, and leaves nothing staged', async () => {
  const it = new Shop({
    'models/first.sql': "{{ config(materialized='table') }}select 1 as id",
    'models/second.sql': "{{ config(materialized='table') }}select id from {{ ref('first') }}",
    'models/slow.sql':
      "{{ config(materialized='table') }}select count(*) as n from range(100000000) a, range({{ 1000 }}) b, {{ ref('second') }} where hash(a.range + b.range) % 7 = 3",
    'models/third.sql': "select * from {{ ref('slow') }}",
  });
  const began = Date.now();
  const ran = await it.build({
    threads: 2,
    on: (event, interrupt) => {
      if (event.kind === 'step_started' && event.node === 'model.shop.slow') setTimeout(interrupt, 150);
    },
  });
  expect(Date.now() - began).toBeLessThan(8000);
  expect(ran.lines.filter((line) => line.includes('slow') || line.includes('third'))).toEqual([
    'slow skipped',
    'third skipped',
  ]);
  expect(ran.of('slow').diagnostics).toEqual([]);
  expect((await it.relations()).filter((name) => name.includes('__'))).toEqual([]);
  expect((await it.build({ select: ['first', 'second'] })).lines).toEqual([
    'first success',
    'second success',
  ]);
});

test('whenever it is interrupted, a run ends soon and leaves nothing that is not published', async () => {
  const files: Record<string, string> = {
    'models/m0.sql': "{{ config(materialized='table') }}select 1 as id",
  };
  for (let index = 1; index < 12; index++)
    files[`models/m${index}.sql`] =
      `{{ config(materialized='table'${index % 2 === 0 ? ", format='parquet'" : ''}) }}select id from {{ ref('m${index - 1}') }}`;
  files['models/last.sql'] =
    "{{ config(materialized='table') }}select count(*) as n from range(100000000) a, range(1000) b, {{ ref('m5') }} where hash(a.range + b.range) % 7 = 3";
  for (const after of [0, 20, 40, 70, 110, 160]) {
    const it = new Shop(files);
    const ran = await it.build({
      threads: 2,
      on: (event, interrupt) => {
        if (event.kind === 'step_started' && event.node === 'model.shop.m0') setTimeout(interrupt, after);
      },
    });
    const seen = ran.published.join(' ').split(' ').filter(Boolean).sort();
    expect(await it.relations()).toEqual(seen);
    for (const name of seen) expect((await it.rows(`select count(*) from main.${name}`)).length).toBe(1);
  }
});

test('a run that is interrupted before it begins does nothing', async () => {
  const it = new Shop({ 'models/a.sql': 'select 1 as id' });
  expect((await it.build({ interrupted: true })).lines).toEqual(['a skipped']);
  expect(await it.relations()).toEqual([]);
});

test('one thread and eight give the same', async () => {
  const files: Record<string, string> = { 'seeds/raw.csv': 'id,v\n1,3\n2,5\n3,\n' };
  for (let index = 0; index < 24; index++) {
    const parent = index < 4 ? 'raw' : `m${index - 4}`;
    const kind = ['view', 'table', 'incremental', 'ephemeral'][index % 4];
    files[`models/m${index}.sql`] =
      `{{ config(materialized='${kind}') }}select id, v + 1 as v from {{ ref('${parent}') }}`;
  }
  files['models/tests.yml'] = `models:\n${Array.from(
    { length: 24 },
    (_, index) =>
      `  - {name: m${index}, columns: [{name: id, data_tests: [unique, not_null]}, {name: v, data_tests: [{not_null: {config: {severity: ${index % 5 === 4 ? 'error' : 'warn'}}}}]}]}\n`,
  ).join('')}`;
  const answers: string[][] = [];
  for (const threads of [1, 8]) {
    const it = new Shop(files);
    const ran = await it.build({ threads });
    const tables = (await it.relations()).filter((name) => !name.includes('__'));
    const rows = await Promise.all(
      tables.map(async (name) => `${name}: ${await it.rows(`from main.${name}`)}`),
    );
    answers.push([...ran.lines, ...rows]);
  }
  expect(answers[0]!.length).toBeGreaterThan(60);
  expect(answers[1]).toEqual(answers[0]);
});

test('hooks run in order, the first before, the others with the publication', async () => {
  const log = (word: string) =>
    `insert into main.log select '${word}', (select count(*) from duckdb_tables() where table_name = 'orders')`;
  const it = new Shop({
    'models/first.sql': "{{ config(materialized='table') }}select 1 as id",
    'models/orders.sql': `{{ config(materialized='table', pre_hook=["${log('one')}", "${log('two')}"], post_hook=["${log('three')}", "{% if true %}${log('four')}{% endif %}", " -- nothing"]) }}
select id from {{ ref('first') }}`,
  });
  await it.build({ select: ['first'] });
  await it.run('create table main.log (word varchar, there integer)');
  expect((await it.build({ select: ['orders'] })).lines).toEqual(['orders success']);
  expect(await it.rows('select rowid, word, there from main.log')).toEqual([
    '0 one 0',
    '1 two 0',
    '2 three 1',
    '3 four 1',
  ]);
});

test('a hook that fails keeps the model as it was; `this` is the published name', async () => {
  const model = (hook: string, value: number) =>
    `{{ config(materialized='table', post_hook="${hook}") }}select ${value} as id`;
  const it = new Shop({ 'models/a.sql': model('update {{ this }} set id = id + 100', 1) });
  await it.build();
  expect(await it.rows('from main.a')).toEqual(['101']);
  it.write({ 'models/a.sql': model('update {{ this }} set nothing = 1', 2) });
  expect((await it.build()).lines).toEqual(['a error, kept']);
  expect(await it.rows('from main.a')).toEqual(['101']);
  it.write({
    'models/a.sql': "{{ config(materialized='table', pre_hook='select * from gone') }}select 3 as id",
  });
  expect((await it.build()).of('a').diagnostics[0]?.code).toBe('A5004');
});

test('seeds take the types that they are given', async () => {
  const it = new Shop({
    'seeds/zips.csv': 'zip;day;amount\n01234;2024-01-31;1.5\n00501;2024-02-01;2\n',
    'seeds/shop.yml':
      "seeds: [{name: zips, config: {delimiter: ';', column_types: {zip: varchar, amount: 'decimal(9,2)'}}}]\n",
  });
  await it.build();
  expect(await it.rows('from main.zips')).toEqual(['00501 2024-02-01 2.00', '01234 2024-01-31 1.50']);
  expect(
    await it.rows("select column_name, data_type from duckdb_columns() where table_name = 'zips'"),
  ).toEqual(['amount DECIMAL(9,2)', 'day DATE', 'zip VARCHAR']);
});

test('schemas are made, and names that need quotes hold', async () => {
  const it = new Shop({
    'models/a.sql': `{{ config(schema='my "gold"', alias='daily, net', materialized='table') }}select 1 as "the id", 2 as "select"`,
    'models/b.sql':
      "{{ config(schema='other', materialized='incremental', unique_key='the id') }}select * from {{ ref('a') }}",
    'models/c.sql':
      "{{ config(schema='other', materialized='table', format='parquet', partition_by='the id') }}select * from {{ ref('a') }}",
  });
  for (let run = 0; run < 2; run++)
    expect((await it.build()).lines).toEqual(['a success', 'b success', 'c success']);
  expect(await it.rows('from "my ""gold"""."daily, net"')).toEqual(['1 2']);
  expect(await it.rows('from other.b')).toEqual(['1 2']);
  expect(await it.rows('select "the id", "select" from other.c')).toEqual(['1 2']);
});

test('a view between two nodes that are built is read as it will be', async () => {
  const it = new Shop({
    'seeds/raw.csv': 'id\n1\n',
    'models/middle.sql': "select id from {{ ref('raw') }}",
    'models/last.sql': "{{ config(materialized='table') }}select id from {{ ref('middle') }}",
    'models/other.sql': "select id from {{ ref('middle') }}",
    'models/shop.yml': 'models: [{name: middle, columns: [{name: id, data_tests: [unique]}]}]\n',
  });
  await it.build();
  it.write({ 'seeds/raw.csv': 'id\n1\n2\n' });
  await it.build({ select: ['raw', 'last', 'other'] });
  expect(await it.rows('from main.last')).toEqual(['1', '2']);
  expect(
    await it.rows("select sql like '%__dbt__cte__%' from duckdb_views() where view_name = 'other'"),
  ).toEqual(['false']);
  it.write({ 'seeds/raw.csv': 'id\n2\n2\n' });
  const ran = await it.build({ select: ['raw', 'last', 'unique_middle_id'] });
  expect(ran.lines).toEqual([
    'last skipped: middle unique_middle_id',
    'raw success',
    'unique_middle_id fail 1',
  ]);
});
