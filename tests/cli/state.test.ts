import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Ran, type Sandbox, sandbox } from './harness.ts';

const project = {
  'project.yml': `name: shop
targets:
  dev: { path: dev.duckdb, threads: 1 }
  prod: { path: prod.duckdb, threads: 1 }
`,
  'models/orders.sql': "select * from {{ source('files', 'orders') }}\n",
  'models/totals.sql': "select sum(amount) as total from {{ ref('orders') }}\n",
  'models/other.sql': 'select 1 as x\n',
  'models/shop.yml': `sources:
  - name: files
    tables:
      - name: orders
        files: orders.csv
models:
  - name: orders
    columns: [{ name: amount, data_tests: [not_null] }]
  - name: totals
    columns: [{ name: total, data_tests: [{ accepted_range: { max: 10 } }] }]
`,
  'orders.csv': 'id,amount\n1,4\n2,5\n',
};

/** The project after a run in production, whose artifacts are in `artifacts/`. */
async function built(files: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
  const shop = sandbox({ ...project, ...files });
  await shop.assay(['build', '--target', 'prod']);
  cpSync(shop.path('target'), shop.path('artifacts'), { recursive: true });
  return shop;
}

const lines = ({ stdout }: Ran): readonly string[] => stdout.split('\n').slice(0, -1);
const state = ['--state', 'artifacts'];

test('nothing is modified, whatever the target and the folder of the project', async () => {
  const there = await built();
  const here = sandbox(project);
  cpSync(there.path('artifacts'), here.path('artifacts'), { recursive: true });
  const ran = await here.assay(['ls', '--select', 'state:modified', ...state]);
  expect(ran.stdout).toBe('');
  expect(ran.stderr).toContain('A2110');
  expect(ran.exitCode).toBe(0);
});

test('builds what was changed and what is downstream of it', async () => {
  const shop = await built();
  shop.write({ 'models/orders.sql': "select *, 1 as one from {{ source('files', 'orders') }}\n" });
  const list = await shop.assay(['ls', '--select', 'state:modified+', '--resource-type', 'model', ...state]);
  expect(lines(list)).toEqual(['shop.orders', 'shop.totals']);
  const ran = await shop.assay(['build', '--select', 'state:modified+', '--target', 'prod', ...state]);
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toContain('2 models');
});

test('the options of a file that is a source are part of it', async () => {
  const shop = await built();
  const properties = shop.read('models/shop.yml');
  shop.write({
    'models/shop.yml': properties.replace('orders.csv', 'orders.csv\n        options: { skip: 0 }'),
  });
  const list = await shop.assay(['ls', '--select', 'state:modified', ...state]);
  expect(lines(list)).toEqual(['source:shop.files.orders']);
});

test('runs again what failed, and what was skipped because of it', async () => {
  const shop = await built({
    'orders.csv': 'id,amount\n1,4\n2,\n',
  });
  shop.write({ 'orders.csv': 'id,amount\n1,4\n2,3\n' });
  const failed = await shop.assay(['ls', '--select', 'result:fail', ...state]);
  expect(lines(failed)).toEqual(['shop.not_null_orders_amount']);
  const skipped = await shop.assay(['ls', '--select', 'result:skipped', ...state]);
  expect(lines(skipped)).toContain('shop.totals');
  const ran = await shop.assay([
    'build',
    '--select',
    '1+result:fail+',
    'result:skipped',
    '--target',
    'prod',
    ...state,
  ]);
  expect(ran.exitCode).toBe(0);
  const after = await shop.assay(['ls', '--select', 'result:pass', '--state', 'target']);
  expect(lines(after)).toEqual(['shop.accepted_range_totals_total__10', 'shop.not_null_orders_amount']);
});

test('seeds of any size are compared by what is in them', async () => {
  const rows = Array.from({ length: 150_000 }, (_, id) => `${id},1000\n`).join('');
  const shop = await built({ 'seeds/large.csv': `id,amount\n${rows}` });
  expect(rows.length).toBeGreaterThan(1_048_576);
  const same = await shop.assay(['ls', '--select', 'state:modified', ...state]);
  expect(lines(same)).toEqual([]);
  shop.write({ 'seeds/large.csv': `id,amount\n${rows.replace('7,1000', '7,1001')}` });
  const list = await shop.assay(['ls', '--select', 'state:modified.body', ...state]);
  expect(lines(list)).toEqual(['shop.large']);
});
