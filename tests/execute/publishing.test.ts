import { expect, test } from 'vitest';
import { type Files, Shop } from './shop.ts';

const config = (text: string) => `{{ config(${text}) }}\n`;
/** Rows of numbers, one a line of `raw.csv`, and a model over them whose id must not be null. */
const shop = (materialization: string, more: Files = {}): Files => ({
  'seeds/raw.csv': 'id,amount\n1,10\n2,20\n',
  'models/orders.sql': `${config(materialization)}select id, amount from {{ ref('raw') }}`,
  'models/shop.yml': 'models: [{name: orders, columns: [{name: id, data_tests: [not_null]}]}]\n',
  ...more,
});
const broken = { 'seeds/raw.csv': 'id,amount\n1,11\n,30\n' };

const kinds = {
  'a view': "materialized='view'",
  'a table': "materialized='table'",
  'a Parquet table': "materialized='table', format='parquet'",
  'a Parquet table in partitions': "materialized='table', format='parquet', partition_by=['amount']",
  'an incremental table': "materialized='incremental', unique_key='id'",
  'incremental Parquet':
    "materialized='incremental', unique_key='id', format='parquet', partition_by=['amount']",
};

for (const [title, materialization] of Object.entries(kinds)) {
  test(`${title} keeps its rows when a test fails, and shows new ones when it passes`, async () => {
    const it = new Shop(shop(materialization));
    const first = await it.build();
    expect(first.lines).toEqual(['not_null_orders_id pass', 'orders success', 'raw success']);
    expect(await it.rows('from main.orders')).toEqual(['1 10', '2 20']);

    it.write(broken);
    const failed = await it.build();
    expect(failed.lines).toEqual(['not_null_orders_id fail 1', 'orders success, kept', 'raw success']);
    const kept = materialization.includes('view') ? [' 30', '1 11'] : ['1 10', '2 20'];
    expect(await it.rows('from main.orders')).toEqual(kept);
    expect(await it.relations()).toContain('orders__staged');

    it.write({ 'seeds/raw.csv': 'id,amount\n1,12\n3,30\n' });
    const mended = await it.build();
    expect(mended.lines).toEqual(['not_null_orders_id pass', 'orders success', 'raw success']);
    const now = materialization.includes('incremental') ? ['1 12', '2 20', '3 30'] : ['1 12', '3 30'];
    expect(await it.rows('from main.orders')).toEqual(now);
    expect(await it.relations()).toEqual(['orders', 'raw']);
  });
}

test('what has never been seen and fails is not seen, and says so', async () => {
  const it = new Shop({ ...shop(kinds['a table']), ...broken });
  const ran = await it.build();
  expect(ran.lines).toEqual(['not_null_orders_id fail 1', 'orders success, none', 'raw success']);
  expect(await it.relations()).toEqual(['orders__staged', 'raw']);
});

test('downstream of a failed test nothing is built; beside it everything is', async () => {
  const it = new Shop({
    ...shop(kinds['a table']),
    ...broken,
    'models/report.sql': "select count(*) as n from {{ ref('orders') }}",
    'models/further.sql': "select n from {{ ref('report') }}",
    'models/other.sql': "select sum(amount) as s from {{ ref('raw') }}",
  });
  const ran = await it.build();
  expect(ran.lines).toEqual([
    'further skipped: orders not_null_orders_id',
    'not_null_orders_id fail 1',
    'orders success, none',
    'other success',
    'raw success',
    'report skipped: orders not_null_orders_id',
  ]);
});

test('with severity warn the rows are seen', async () => {
  const it = new Shop({
    ...shop(kinds['a table']),
    ...broken,
    'models/shop.yml':
      'models: [{name: orders, columns: [{name: id, data_tests: [{not_null: {config: {severity: warn}}}]}]}]\n',
  });
  expect((await it.build()).lines).toEqual(['not_null_orders_id warn 1', 'orders success', 'raw success']);
  expect(await it.rows('from main.orders')).toEqual([' 30', '1 11']);
});

test('a test over two nodes withholds both, and each sees the new version of the other', async () => {
  const it = new Shop({
    'seeds/raw.csv': 'id\n1\n2\n',
    'models/orders.sql': `${config("materialized='table'")}select id from {{ ref('raw') }}`,
    'models/customers.sql': `${config("materialized='table'")}select id from {{ ref('raw') }} where id < 3`,
    'models/shop.yml':
      "models: [{name: orders, columns: [{name: id, data_tests: [{relationships: {arguments: {to: ref('customers'), field: id}}}]}]}]\n",
  });
  const first = await it.build();
  expect(first.published).toContain('customers orders');
  it.write({ 'seeds/raw.csv': 'id\n2\n3\n' });
  const failed = await it.build();
  expect(failed.lines).toEqual([
    'customers success, kept',
    'orders success, kept',
    'raw success',
    'relationships_orders_id__id__ref_customers_ fail 1',
  ]);
  expect(await it.rows('from main.orders')).toEqual(['1', '2']);
  expect(await it.rows('from main.customers')).toEqual(['1', '2']);
});

test('a model that cannot be published is reported, and what is ready beside it is published', async () => {
  const it = new Shop({
    'models/good.sql': `${config("materialized='table'")}select 1 as id`,
    'models/bad.sql': `${config("materialized='table', post_hook='insert into nowhere values (1)'")}select 1 as id`,
    'models/below.sql': "select * from {{ ref('bad') }}",
  });
  const ran = await it.build({ threads: 1 });
  expect(ran.lines).toEqual(['bad error, none', 'below success, none', 'good success']);
  expect(ran.of('bad').diagnostics[0]?.code).toBe('A5022');
  expect(await it.rows('from main.good')).toEqual(['1']);
});

test('a published group that fails leaves what was there, all of it', async () => {
  const hook = (sql: string) => `${config(`materialized='table', post_hook="${sql}"`)}select 1 as id`;
  const it = new Shop({ 'models/a.sql': hook('select 1'), 'models/b.sql': hook('select 1') });
  await it.build();
  it.write({ 'models/a.sql': hook('select 2'), 'models/b.sql': hook("select error('no')") });
  const ran = await it.build({ threads: 1 });
  expect(ran.lines).toEqual(['a success', 'b error, kept']);
  expect(await it.rows('from main.b')).toEqual(['1']);
});

test('the record of what is published is written with it, and only then', async () => {
  const it = new Shop(shop("materialized='table', format='parquet'"));
  await it.build();
  const records =
    'select node_id, relation, row_count, run_id, location is not null, length(sql_hash) from _assay.published';
  const published = await it.rows(records);
  expect(published).toEqual([
    'model.shop.orders "main"."orders" 2 run true 64',
    'seed.shop.raw "main"."raw" 2 run false 64',
  ]);
  const times = await it.rows('select published_at from _assay.published where location is not null');
  it.write(broken);
  await it.build();
  expect(await it.rows(records)).toEqual(published);
  expect(await it.rows('select published_at from _assay.published where location is not null')).toEqual(
    times,
  );
});

test('an attached database is published too', async () => {
  const it = new Shop({
    'project.yml':
      "name: shop\ntargets:\n  dev: {path: ':memory:', schema_prefix: '', attach: [{path: ':memory:', alias: lake}]}\n",
    'models/here.sql': `${config("materialized='table'")}select 1 as id`,
    'models/there.sql': `${config("materialized='table', database='lake'")}select id from {{ ref('here') }}`,
  });
  expect((await it.build()).lines).toEqual(['here success', 'there success']);
  expect(await it.rows('from lake.main.there')).toEqual(['1']);
  expect((await it.build()).lines).toEqual(['here success', 'there success']);
});
