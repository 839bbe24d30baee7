import { copyFileSync, cpSync, renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Workshop } from './workshop.ts';

const files = {
  'project.yml': `name: shop
targets:
  dev: { path: dev.duckdb }
  prod: { path: prod.duckdb }
  apart: { path: apart.duckdb, parquet_root: stored }
  memory: { path: ':memory:' }
models: { +materialized: table, +format: parquet }
`,
  'models/orders.sql': 'select 1 as id\n',
};

const made = async (...targets: readonly string[]): Promise<Workshop> => {
  const shop = new Workshop(files);
  for (const target of targets) expect((await shop.run(['build', '--target', target])).exit).toBe(0);
  return shop;
};

const edit = (shop: Workshop, id: number) => shop.write({ 'models/orders.sql': `select ${id} as id\n` });
const ids = async (shop: Workshop, database: string) =>
  (await shop.sql('select id from orders', database)).flat();
const shown = (shop: Workshop) =>
  shop.sql(`select id from '${shop.path('lake/main/orders/current/*.parquet')}'`, ':memory:');
const versions = (shop: Workshop) =>
  shop.list('lake/main/orders').filter((name) => /^v\d+$/.test(name)).length;

test('the folder of one database is not that of another', async () => {
  const shop = await made('dev');
  edit(shop, 2);
  const refused = await shop.run(['build', '--target', 'prod']);
  expect(refused.exit).toBe(1);
  expect(refused.printed).toContain(
    'error A5026: orders: lake/main/orders holds the files of another database, dev.duckdb',
  );
  expect(refused.printed).toContain('parquet_root: lake_prod');
  expect(await ids(shop, 'dev.duckdb')).toEqual([1]);
  shop.edit('project.yml', (text) => text.replace('prod.duckdb', 'prod.duckdb, parquet_root: lake_prod'));
  expect((await shop.run(['build', '--target', 'prod'])).exit).toBe(0);
  expect(await ids(shop, 'prod.duckdb')).toEqual([2]);
  expect(await ids(shop, 'dev.duckdb')).toEqual([1]);
});

test('two projects that share a parquet_root do not share what is in it', async () => {
  const [one, other] = [await made('dev'), new Workshop(files)];
  other.edit('project.yml', (text) =>
    text.replace('dev.duckdb', `dev.duckdb, parquet_root: ${one.path('lake')}`),
  );
  edit(other, 2);
  expect((await other.run(['build'])).printed).toContain('A5026');
  other.write({ 'models/others.sql': 'select 3 as id\n' });
  other.remove('models/orders.sql');
  expect((await other.run(['build'])).exit).toBe(0);
  edit(one, 4);
  expect((await one.run(['build'])).exit).toBe(0);
  expect(await other.sql('select id from others', 'dev.duckdb')).toEqual([[3]]);
  expect(await ids(one, 'dev.duckdb')).toEqual([4]);
});

test('a database removes its own versions, also what a killed run left', async () => {
  const shop = await made('dev');
  cpSync(shop.path('lake/main/orders/current'), shop.path('lake/main/orders/v9999999999999'), {
    recursive: true,
    dereference: true,
  });
  edit(shop, 2);
  const { exit, printed } = await shop.run(['build']);
  expect({ exit, warned: printed.includes('A5027') }).toEqual({ exit: 0, warned: false });
  expect(versions(shop)).toBe(1);
  expect(await shown(shop)).toEqual([[2]]);
});

test('a new file in place of one that was moved away leaves what the moved one reads', async () => {
  const shop = await made('dev');
  renameSync(shop.path('dev.duckdb'), shop.path('kept.duckdb'));
  for (const id of [2, 3, 4]) {
    edit(shop, id);
    const { exit, printed } = await shop.run(['build']);
    expect({ exit, warned: printed.includes('A5027') }).toEqual({ exit: 0, warned: id === 2 });
  }
  expect(await ids(shop, 'kept.duckdb')).toEqual([1]);
  expect(await ids(shop, 'dev.duckdb')).toEqual([4]);
  expect(await shown(shop)).toEqual([[4]]);
  expect(versions(shop)).toBe(2);
});

test("a clock that went back makes nobody else's version its own", async () => {
  const shop = await made('dev');
  const [version] = shop.list('lake/main/orders').filter((name) => name.startsWith('v1'));
  renameSync(shop.path(`lake/main/orders/${version}`), shop.path('lake/main/orders/v9999999999999'));
  await shop.sql(
    `create or replace view orders as select * from '${shop.path('lake/main/orders/v9999999999999/*.parquet')}'`,
    'dev.duckdb',
  );
  renameSync(shop.path('dev.duckdb'), shop.path('kept.duckdb'));
  for (const id of [2, 3]) {
    edit(shop, id);
    expect((await shop.run(['build'])).exit).toBe(0);
  }
  expect(await ids(shop, 'kept.duckdb')).toEqual([1]);
  expect(await ids(shop, 'dev.duckdb')).toEqual([3]);
});

test('a copy of a database leaves what the first one reads', async () => {
  const shop = await made('dev');
  copyFileSync(shop.path('dev.duckdb'), shop.path('copy.duckdb'));
  shop.edit('project.yml', (text) => text.replace('prod.duckdb', 'copy.duckdb'));
  edit(shop, 2);
  expect((await shop.run(['build', '--target', 'prod'])).printed).toContain('A5026');
  expect(await ids(shop, 'dev.duckdb')).toEqual([1]);
  expect(await ids(shop, 'copy.duckdb')).toEqual([1]);
});

test('a folder from before nobody was named keeps what is in it', async () => {
  const shop = await made('dev');
  copyFileSync(shop.path('dev.duckdb'), shop.path('prod.duckdb'));
  shop.remove('lake/main/orders/warehouse.json');
  edit(shop, 2);
  expect((await shop.run(['build', '--target', 'prod'])).printed).toContain('warning A5027');
  expect(await ids(shop, 'dev.duckdb')).toEqual([1]);
  expect(await ids(shop, 'prod.duckdb')).toEqual([2]);
});

test("a damaged note of whose a folder is makes it nobody's", async () => {
  const shop = await made('dev');
  shop.write({ 'lake/main/orders/warehouse.json': '{"database": "dev' });
  edit(shop, 2);
  const { exit, printed } = await shop.run(['build']);
  expect({ exit, warned: printed.includes('A5027') }).toEqual({ exit: 0, warned: true });
  expect(await ids(shop, 'dev.duckdb')).toEqual([2]);
  expect(versions(shop)).toBe(2);
});

test('databases in memory leave one version, and make way for a file', async () => {
  const shop = await made('memory');
  edit(shop, 2);
  expect((await shop.run(['build', '--target', 'memory'])).exit).toBe(0);
  expect(versions(shop)).toBe(1);
  expect(await shown(shop)).toEqual([[2]]);
  expect((await shop.run(['build', '--target', 'dev'])).exit).toBe(0);
  expect((await shop.run(['build', '--target', 'memory'])).printed).toContain('A5026');
  expect(await ids(shop, 'dev.duckdb')).toEqual([2]);
});

test('a project that was copied with its data builds beside the first one', async () => {
  const [shop, copy] = [await made('dev'), new Workshop({})];
  cpSync(shop.dir, copy.dir, { recursive: true, verbatimSymlinks: true });
  edit(copy, 2);
  expect((await copy.run(['build'])).exit).toBe(0);
  expect(await ids(shop, 'dev.duckdb')).toEqual([1]);
  expect(await ids(copy, 'dev.duckdb')).toEqual([2]);
});

test('clean drops the files of what it drops, and no others', async () => {
  const shop = await made('dev', 'apart');
  shop.remove('models/orders.sql');
  shop.write({ 'models/more.sql': 'select 1 as id\n' });
  expect((await shop.run(['clean', '--orphans'])).printed).toBe('"main"."orders"   orders\ndropped 1\n');
  expect(shop.list('lake/main')).toEqual([]);
  expect(await ids(shop, 'apart.duckdb')).toEqual([1]);
});

test('clean leaves the files that the file from before a copy reads', async () => {
  const shop = await made('dev');
  copyFileSync(shop.path('dev.duckdb'), shop.path('kept.duckdb'));
  shop.remove('dev.duckdb');
  renameSync(shop.path('kept.duckdb'), shop.path('moved.duckdb'));
  shop.edit('project.yml', (text) => text.replace('dev.duckdb', 'copy.duckdb'));
  copyFileSync(shop.path('moved.duckdb'), shop.path('copy.duckdb'));
  const cleaned = await shop.run(['clean', '--schema', '--target', 'dev']);
  expect(cleaned.printed).toBe(
    '"main"."orders"   orders\nlake/main/orders stays: another database may read what is in it\ndropped 1\n',
  );
  expect(await ids(shop, 'moved.duckdb')).toEqual([1]);
});

test('clean-targets may not be the stored tables of any target', async () => {
  const shop = await made('dev', 'apart');
  for (const folder of ['lake', 'stored', 'stored/main'])
    for (const target of ['dev', 'apart']) {
      shop.write({ 'project.yml': `${files['project.yml']}clean-targets: [${folder}]\n` });
      expect((await shop.run(['clean', '--target', target])).printed).toContain('A4007');
    }
  expect(await ids(shop, 'apart.duckdb')).toEqual([1]);
});

test('who shows what another target has stored reads on while that builds', async () => {
  const shop = new Workshop({
    ...files,
    'project.yml': files['project.yml'].replace(
      'dev.duckdb',
      'dev.duckdb, defer_to: prod, parquet_root: lake_dev',
    ),
  });
  await shop.run(['build', '--target', 'prod']);
  expect(await shop.does('build')).toEqual({ orders: 'unchanged' });
  edit(shop, 2);
  expect(await shop.does('build')).toEqual({ orders: 'built' });
  await shop.run(['build', '--target', 'prod']);
  edit(shop, 3);
  await shop.run(['build', '--target', 'prod']);
  expect(await ids(shop, 'dev.duckdb')).toEqual([2]);
  expect(await ids(shop, 'prod.duckdb')).toEqual([3]);
});
