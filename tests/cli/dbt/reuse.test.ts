import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test, vi } from 'vitest';
import { type AssayOptions, type Files, type Sandbox, sandbox } from '../harness.ts';

vi.setConfig({ testTimeout: 240_000 });

const profiles = 'shop: { target: dev, outputs: { dev: { type: duckdb, path: dev.duckdb, threads: 2 } } }\n';

const project = (files: Files): Files => ({
  'dbt_project.yml': "name: shop\nversion: '1.0'\nprofile: shop\nvars: { rate: 2 }\n",
  'profiles.yml': profiles,
  ...files,
});

interface Ended {
  readonly unique_id: string;
  readonly status: string;
  readonly message: string | null;
}

/** Runs a command, and gives what was done and what was not, by the names of nodes. */
async function ran(shop: Sandbox, args: readonly string[], options: AssayOptions = {}) {
  const { exitCode, stderr } = await shop.assay(args, options);
  const { results } = JSON.parse(shop.read('target/run_results.json')) as { results: readonly Ended[] };
  const named = (wanted: (each: Ended) => boolean) =>
    results
      .filter(wanted)
      .map(({ unique_id }) => unique_id.split('.')[2]!)
      .sort();
  const isReused = ({ message }: Ended) => message?.startsWith('unchanged since') === true;
  return { exitCode, stderr, reused: named(isReused), done: named((each) => !isReused(each)) };
}

const build = (shop: Sandbox, ...more: readonly string[]) => ran(shop, ['build', '--reuse', ...more]);

/** As another program that has opened the database. */
async function elsewhere(shop: Sandbox, sql: string): Promise<readonly unknown[][]> {
  const instance = await DuckDBInstance.create(shop.path('dev.duckdb'));
  const connection = await instance.connect();
  const rows = await (await connection.run(sql)).getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

const schemas = "select count(*) from duckdb_schemas() where schema_name = '_assay'";

const shopFiles = project({
  'seeds/raw.csv': 'id,amount\n1,10\n2,20\n',
  'macros/cents.sql': '{% macro cents(x) %}{{ x }} * 100{% endmacro %}\n',
  'models/orders.sql': "select id, {{ cents('amount') }} as cents from {{ ref('raw') }}\n",
  'models/eph.sql': "{{ config(materialized='ephemeral') }} select id from {{ ref('orders') }}\n",
  'models/ids.sql':
    "{{ config(materialized='table') }} select id, '{{ env_var('COLOUR', 'red') }}' as colour from {{ ref('eph') }}\n",
  'models/total.sql':
    "{{ config(materialized='table') }} select count(*) as n, {{ var('rate') }} as rate from {{ ref('orders') }}\n",
  'models/added.sql':
    "{{ config(materialized='incremental') }} select id from {{ ref('orders') }} {% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}\n",
  'models/shop.yml':
    'models: [{ name: orders, description: all, columns: [{ name: id, data_tests: [not_null] }] }]\n',
});

const all = ['added', 'ids', 'not_null_orders_id', 'orders', 'raw', 'total'];

test('nothing is recorded or reused unless it is asked for', async () => {
  const shop = sandbox(shopFiles);
  for (const _ of [1, 2]) expect((await ran(shop, ['build'])).done).toEqual(all);
  expect(await elsewhere(shop, schemas)).toEqual([['0']]);
  const planned = await shop.assay(['plan']);
  expect(planned.exitCode).toBe(2);
  expect(planned.stderr).toContain('A4016');
});

test('what is as it was is reused, and what was edited is built with what reads it', async () => {
  const shop = sandbox(shopFiles);
  expect((await build(shop)).done).toEqual(all);
  const again = await build(shop);
  expect(again).toMatchObject({ exitCode: 0, done: [], reused: all });
  expect(await elsewhere(shop, schemas)).toEqual([['1']]);

  shop.write({
    'models/orders.sql': "-- all\nSELECT id,  {{ cents( 'amount' ) }} AS cents FROM {{ ref('raw') }}\n",
    'models/shop.yml':
      'models: [{ name: orders, description: other, config: { tags: [x] }, columns: [{ name: id, data_tests: [not_null] }] }]\n',
  });
  expect((await build(shop)).done).toEqual([]);

  shop.write({ 'macros/cents.sql': '{% macro cents(x) %}{{ x }} * 1000{% endmacro %}\n' });
  const planned = await shop.assay(['plan', '--reuse']);
  expect(planned.stdout).toContain('the macro cents has changed');
  expect((await build(shop)).done).toEqual(all.filter((name) => name !== 'raw'));

  expect((await build(shop, '--vars', 'rate: 3')).done).toEqual(['total']);
  expect((await build(shop)).done).toEqual(['total']);
  const coloured = await ran(shop, ['build', '--reuse'], { env: { COLOUR: 'blue' } });
  expect(coloured.done).toEqual(['ids']);
  expect((await build(shop)).done).toEqual(['ids']);

  shop.write({
    'models/eph.sql': "{{ config(materialized='ephemeral') }} select id + 1 as id from {{ ref('orders') }}\n",
  });
  expect((await build(shop)).done).toEqual(['ids']);
  shop.write({ 'seeds/raw.csv': 'id,amount\n1,10\n2,20\n3,30\n' });
  expect((await build(shop)).done).toEqual(all);
  expect(await elsewhere(shop, 'select n from total')).toEqual([['3']]);
  expect((await build(shop)).done).toEqual([]);
});

test('--full-refresh and --force build all, the flag of the project stands for --reuse', async () => {
  const shop = sandbox({
    ...shopFiles,
    'dbt_project.yml': `${shopFiles['dbt_project.yml']}flags: { reuse: true }\n`,
  });
  expect((await ran(shop, ['build'])).done).toEqual(all);
  expect((await ran(shop, ['run'])).done).toEqual([]);
  expect((await ran(shop, ['build', '--full-refresh'])).done).toEqual(all);
  expect((await ran(shop, ['build'])).done).toEqual([]);
  expect((await ran(shop, ['build', '--force'])).done).toEqual(all);
  expect((await ran(shop, ['build', '--no-reuse', '--select', 'total'])).done).toEqual(['total']);
  // Somebody else has written: what can be compared is, views are built.
  expect((await ran(shop, ['build'])).done).toEqual(['orders']);
  expect((await ran(shop, ['build'])).done).toEqual([]);
});

test('what nobody can vouch for is built each time', async () => {
  const shop = sandbox(
    project({
      'models/late.sql': "{{ config(materialized='table') }} select now() as t\n",
      'models/hidden.sql': "{{ config(materialized='table') }} select {{ moment() }} as t\n",
      'macros/moment.sql': '{% macro moment() %}{{ dbt.current_timestamp() }}{% endmacro %}\n',
      'models/asks.sql': "{% set found = run_query('select 1') %} select 1 as id\n",
      'models/looks.sql':
        "{{ config(materialized='table') }} select {{ 1 if adapter.get_relation(this.database, this.schema, 'late') else 0 }} as id\n",
      'models/told.sql': "{{ config(materialized='table') }} select '{{ invocation_id }}' as run\n",
      'models/hooked.sql': "{{ config(materialized='table', post_hook='select 1') }} select 1 as id\n",
      'models/written.sql': "{{ config(materialized='table') }} select count(*) as n from duckdb_tables()\n",
      'models/adding.sql':
        "{{ config(materialized='incremental') }} select 1 as id {% if is_incremental() %} where random() < 2 {% endif %}\n",
      'models/meant.sql': "{{ config(materialized='table', stable=true) }} select now() as t\n",
      'models/plain.sql': "{{ config(materialized='table') }} select 1 as id\n",
      'models/below.sql': "{{ config(materialized='table') }} select * from {{ ref('seen') }}\n",
      'models/seen.sql': 'select random() as x\n',
      'snapshots/kept.sql':
        "{% snapshot kept %}{{ config(target_schema='main', unique_key='id', strategy='check', check_cols='all') }} select * from {{ ref('plain') }}{% endsnapshot %}\n",
      'models/history.sql': "{{ config(materialized='table') }} select id from {{ ref('kept') }}\n",
    }),
  );
  const first = await build(shop);
  expect(first.exitCode).toBe(0);
  const never = [
    'adding',
    'asks',
    'below',
    'hidden',
    'hooked',
    'kept',
    'late',
    'looks',
    'seen',
    'told',
    'written',
  ];
  for (const _ of [1, 2]) {
    const again = await build(shop);
    expect(again.done).toEqual(never);
    expect(again.reused).toEqual(['history', 'meant', 'plain']);
  }
  const { stdout } = await shop.assay(['plan', '--reuse', '--output', 'json']);
  expect(stdout).toContain('invocation_id');
});

test('changes behind its back are seen, in sources and in what was built', async () => {
  const shop = sandbox(
    project({
      'models/sources.yml':
        "sources: [{ name: app, schema: main, tables: [{ name: users }, { name: files, meta: { external_location: 'data/*.csv' } }] }]\n",
      'data/one.csv': 'id\n1\n',
      'models/people.sql': "{{ config(materialized='table') }} select * from {{ source('app', 'users') }}\n",
      'models/lines.sql': "{{ config(materialized='table') }} select * from {{ source('app', 'files') }}\n",
      'models/counted.sql':
        "{{ config(materialized='table') }} select count(*) as n from {{ ref('people') }}\n",
    }),
  );
  await elsewhere(shop, 'create table users as select 1 as id');
  const everything = ['counted', 'lines', 'people'];
  expect((await build(shop)).done).toEqual(everything);
  expect((await build(shop)).reused).toEqual(everything);
  await elsewhere(shop, 'create table other as select 1 as id');
  expect((await build(shop)).reused).toEqual(everything);
  await elsewhere(shop, 'insert into users values (2)');
  expect((await build(shop)).done).toEqual(['counted', 'people']);
  expect(await elsewhere(shop, 'select n from counted')).toEqual([['2']]);
  await elsewhere(shop, 'delete from people where id = 1');
  // It comes out as it was, so that nothing below it has to be built.
  expect((await build(shop)).done).toContain('people');
  await elsewhere(shop, 'drop table people');
  expect((await build(shop)).done).toContain('people');
  expect(await elsewhere(shop, 'select count(*) from people')).toEqual([['2']]);
  shop.write({ 'data/two.csv': 'id\n2\n' });
  expect((await build(shop)).done).toEqual(['lines']);
  expect(await elsewhere(shop, 'select count(*) from lines')).toEqual([['2']]);
});

test('a type that somebody has defined anew is another', async () => {
  const shop = sandbox(
    project({
      'models/mood.sql': "{{ config(materialized='table') }} select 'b'::mood as x, 1 as n\n",
    }),
  );
  await elsewhere(shop, "create type mood as enum ('a', 'b')");
  await build(shop);
  expect((await build(shop)).done).toEqual([]);
  await elsewhere(shop, "drop type mood; create type mood as enum ('b', 'a')");
  expect((await build(shop)).done).toEqual(['mood']);
  expect(await elsewhere(shop, 'select typeof(x) from main.mood')).toEqual([["ENUM('b', 'a')"]]);
});

test('a table that comes out the same stops the wave', async () => {
  const shop = sandbox(
    project({
      'seeds/raw.csv': 'id\n1\n2\n',
      'models/most.sql': "{{ config(materialized='table') }} select max(id) as id from {{ ref('raw') }}\n",
      'models/below.sql': "{{ config(materialized='table') }} select * from {{ ref('most') }}\n",
      'models/shop.yml': 'models: [{ name: below, columns: [{ name: id, data_tests: [unique] }] }]\n',
    }),
  );
  await build(shop);
  shop.write({ 'seeds/raw.csv': 'id\n0\n2\n' });
  const again = await build(shop);
  expect(again.done).toEqual(['most', 'raw']);
  expect(again.reused).toEqual(['below', 'unique_below_id']);
  expect((await build(shop)).done).toEqual([]);
});

test('what failed is done again, and so is what it has held back', async () => {
  const shop = sandbox(
    project({
      'models/orders.sql': "{{ config(materialized='table') }} select 1 as id union all select 1\n",
      'models/below.sql': "{{ config(materialized='table') }} select * from {{ ref('orders') }}\n",
      'models/shop.yml':
        'models: [{ name: orders, columns: [{ name: id, data_tests: [unique, not_null] }] }]\n',
    }),
  );
  expect((await build(shop)).exitCode).toBe(1);
  const again = await build(shop);
  expect(again).toMatchObject({ exitCode: 1, done: ['below', 'unique_orders_id'] });
  shop.write({ 'models/orders.sql': "{{ config(materialized='table') }} select x as id\n" });
  expect((await build(shop)).exitCode).toBe(1);
  shop.write({ 'models/orders.sql': "{{ config(materialized='table') }} select 1 as id\n" });
  const mended = await build(shop);
  expect(mended).toMatchObject({ exitCode: 0, reused: [] });
  expect((await build(shop)).done).toEqual([]);
});

test('the executable dbt says how much is unchanged', async () => {
  const shop = sandbox(shopFiles);
  await build(shop);
  const { stdout } = await shop.assay(['build', '--reuse', '--log-format', 'json']);
  expect(stdout).toContain('Unchanged, and not run again: 5 nodes, 1 test');
});
