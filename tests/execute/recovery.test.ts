import { readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, Shop } from './shop.ts';

const increment = (config: string) =>
  `{{ config(${config}) }}
select id, day, amount from {{ ref('raw') }}
{% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}`;

const shop = (config: string): Files => ({
  'seeds/raw.csv': 'id,day,amount\n1,mon,10\n2,tue,20\n',
  'models/orders.sql': increment(config),
});
const parquet = "materialized='incremental', unique_key='id', format='parquet', partition_by=['day']";
const table = "materialized='incremental', unique_key='id'";
const versionsIn = (folder: string) => readdirSync(folder).filter((name) => /^v\d+$/.test(name));
const more = { 'seeds/raw.csv': 'id,day,amount\n1,mon,10\n2,tue,20\n3,tue,30\n' };
const all = ['1 mon 10', '2 tue 20', '3 tue 30'];

for (const [title, before, after] of [
  ['a view', "materialized='view'", table],
  ['a view', "materialized='view'", parquet],
  ['a table', table, parquet],
  ['Parquet', parquet, table],
  ['Parquet without partitions', parquet.replace(", partition_by=['day']", ''), table],
] as const) {
  test(`${title} that becomes ${after === table ? 'a table' : 'Parquet'} to be added to is built whole`, async () => {
    const it = new Shop(shop(before));
    await it.build();
    it.write({ ...shop(after), ...more });
    expect((await it.build()).lines).toEqual(['orders success', 'raw success']);
    expect(await it.rows('from main.orders')).toEqual(all);
    expect((await it.build()).of('orders').rows).toBe(0);
    expect(await it.rows('from main.orders')).toEqual(all);
  });
}

test('Parquet that was a view in between is not added to what it held before', async () => {
  const it = new Shop(shop(parquet));
  await it.build();
  it.write({ ...shop("materialized='view'"), 'seeds/raw.csv': 'id,day,amount\n7,sun,70\n' });
  await it.build();
  it.write(shop(parquet));
  it.write({ 'seeds/raw.csv': 'id,day,amount\n7,sun,70\n8,mon,80\n' });
  await it.build();
  expect(await it.rows('from main.orders')).toEqual(['7 sun 70', '8 mon 80']);
});

test('a full refresh makes it anew, unless the model says never', async () => {
  const it = new Shop(shop(table));
  await it.build();
  it.write({ 'seeds/raw.csv': 'id,day,amount\n5,fri,50\n' });
  await it.build({ fullRefresh: true });
  expect(await it.rows('from main.orders')).toEqual(['5 fri 50']);
  it.write(shop(`${table}, full_refresh=false`));
  await it.build({ fullRefresh: true });
  expect(await it.rows('from main.orders')).toEqual(['5 fri 50']);
});

test('a run that was killed after the commit and before the link loses no rows', async () => {
  const it = new Shop(shop(parquet));
  await it.build();
  const folder = join(it.dir, 'lake/main/orders');
  const [old] = versionsIn(folder);
  it.write(more);
  // The old version and its link are put back, as if the second run had not come to them.
  const keep = join(it.dir, 'kept');
  await it.run(`export database '${keep}' (format parquet)`);
  const { cpSync } = await import('node:fs');
  cpSync(join(folder, old!), join(it.dir, 'old'), { recursive: true });
  await it.build();
  cpSync(join(it.dir, 'old'), join(folder, old!), { recursive: true });
  rmSync(join(folder, 'current'));
  symlinkSync(old!, join(folder, 'current'));

  it.write({ 'seeds/raw.csv': 'id,day,amount\n4,mon,40\n' });
  await it.build();
  expect(await it.rows('from main.orders')).toEqual([...all, '4 mon 40'].sort());
  expect(versionsIn(folder).length).toBe(1);
  expect(readlinkSync(join(folder, 'current'))).not.toBe(old);
});

test('a folder that a killed run left half-written is cleared away', async () => {
  const it = new Shop(shop(parquet));
  await it.build();
  const folder = join(it.dir, 'lake/main/orders');
  it.write({ 'lake/main/orders/v9999999999999/day=mon/data_0.parquet': 'half', ...more });
  await it.build();
  expect(await it.rows('from main.orders')).toEqual(all);
  expect(versionsIn(folder).length).toBe(1);
});

test('files that somebody removed are made again, all of them', async () => {
  const it = new Shop(shop(parquet));
  await it.build();
  rmSync(join(it.dir, 'lake'), { recursive: true });
  expect((await it.build()).lines).toEqual(['orders success', 'raw success']);
  expect(await it.rows('from main.orders')).toEqual(['1 mon 10', '2 tue 20']);
});

test('staged relations that a killed run left, of whatever kind, are in nobody’s way', async () => {
  for (const config of [table, parquet, "materialized='view'", "materialized='table'"]) {
    for (const left of [
      'create view main.orders__staged as select 1 as x',
      'create table main.orders__staged as select 1 as x; create table main.orders__added as select 2 as y',
    ]) {
      const it = new Shop(shop(config));
      await it.build();
      await it.run(left);
      it.write(more);
      expect((await it.build()).lines).toEqual(['orders success', 'raw success']);
      expect(await it.rows('from main.orders')).toEqual(all);
      expect(await it.relations()).toEqual(['orders', 'raw']);
    }
  }
});

test('after a failure the same run succeeds once its cause is gone', async () => {
  const it = new Shop({
    'seeds/raw.csv': 'id,day,amount\n1,mon,10\n',
    'models/orders.sql': "select id / (select count(*) from {{ ref('gate') }}) as x from {{ ref('raw') }}",
    'models/gate.sql': "{{ config(materialized='table') }}select error('closed')",
    'models/below.sql': "select * from {{ ref('orders') }}",
  });
  const failed = await it.build();
  expect(failed.lines).toEqual(['below skipped: gate', 'gate error', 'orders skipped: gate', 'raw success']);
  expect(await it.relations()).toEqual(['raw']);
  it.write({ 'models/gate.sql': 'select 1 as open' });
  expect((await it.build()).lines.every((line) => line.endsWith('success'))).toBe(true);
});

test('merging rows of one key is refused before anything is changed', async () => {
  const merge = (rows: string) =>
    `{{ config(materialized='incremental', incremental_strategy='merge', unique_key=['id', 'day']) }}
select * from (values ${rows}) as _(id, day, amount)`;
  const it = new Shop({ 'models/orders.sql': merge("(1, 'mon', 10)") });
  await it.build();
  it.write({
    'models/orders.sql': merge(
      "(1, 'mon', 11), (2, 'mon', 20), (2, 'mon', 21), (null, 'mon', 1), (null, 'mon', 2)",
    ),
  });
  const ran = await it.build();
  expect(ran.lines).toEqual(['orders error']);
  expect(ran.diagnostics).toMatchObject([
    {
      code: 'A5023',
      message: 'orders: several added rows have the same id and day',
      detail: ['id = 2, day = mon: 2 rows'],
    },
  ]);
  expect(await it.rows('from main.orders')).toEqual(['1 mon 10']);
  expect(await it.relations()).toEqual(['orders']);
  it.write({
    'models/orders.sql': merge("(1, 'mon', 11), (2, 'mon', 20), (null, 'mon', 1), (null, 'mon', 2)"),
  });
  await it.build();
  expect(await it.rows('from main.orders')).toEqual([' mon 1', ' mon 2', '1 mon 11', '2 mon 20']);
});

test('configs that are not followed are refused, and columns that the query does not give', async () => {
  const refusal = async (config: string) => {
    const it = new Shop({ 'models/orders.sql': `{{ config(${config}) }} select 1 as id` });
    return (await it.build()).diagnostics.map(({ code, message }) => `${code} ${message}`);
  };
  expect(
    await refusal(
      "materialized='incremental', incremental_strategy='merge', unique_key='id', merge_update_columns=['id']",
    ),
  ).toEqual(['A5024 orders: merge_update_columns is not followed yet']);
  expect(await refusal("materialized='incremental', unique_key='nr'")).toEqual([
    'A5024 orders: the query gives no column nr, which unique_key names',
  ]);
  expect(await refusal("materialized='table', format='parquet', partition_by='day'")).toEqual([
    'A5024 orders: the query gives no column day, which partition_by names',
  ]);
});
