import { expect, test } from 'vitest';
import { expected, pages, sandbox } from './harness.ts';
import { holdOpen } from './hold-open.ts';
import { shop } from './shop.ts';

test('one model is printed, several are written', async () => {
  const project = sandbox(shop);
  const page = await pages(
    project,
    ['compile', '--select', 'customers'],
    ['compile', '-m', 'customers', '--output', 'json', '--quiet'],
    ['compile', '-s', 'no_debt'],
    ['compile', '-s', 'accepted_range_stg_orders_amount__0'],
    ['compile', '-s', 'customers', 'stg_orders'],
    ['compile'],
  );
  await expect(page).toMatchFileSnapshot(expected('compile/selected'));
  expect(project.exists('shop.duckdb')).toBe(false);
  expect(project.files('target')).toEqual([
    'target/compiled/shop/models/gold/customers.sql',
    'target/compiled/shop/models/history.sql',
    'target/compiled/shop/models/paid.sql',
    'target/compiled/shop/models/shop.yml.sql',
    'target/compiled/shop/models/stg_orders.sql',
    'target/compiled/shop/tests/no_debt.sql',
    'target/manifest.json',
  ]);
  expect(project.read('target/compiled/shop/models/shop.yml.sql')).toContain(
    '-- test.shop.accepted_range_stg_orders_amount__0.',
  );
  const manifest = JSON.parse(project.read('target/manifest.json'));
  expect(manifest.nodes['model.shop.stg_orders'].compiled_code).toBe(
    'select id, customer, amount from "main"."orders"',
  );
});

test('--inline is compiled against the project', async () => {
  const page = await pages(
    sandbox(shop),
    ['compile', '--inline', "select {{ cents('amount') }} from {{ ref('paid') }}"],
    ['compile', '--inline', 'select {{ var("x", 1) }}', '--output', 'json'],
    ['compile', '--inline', "select * from {{ ref('payd') }}"],
    ['compile', '--inline', 'select {{ 1'],
    ['compile', '--inline', ''],
  );
  await expect(page).toMatchFileSnapshot(expected('compile/inline'));
});

test('an incremental model is compiled as the next build would send it', async () => {
  const project = sandbox(shop);
  const before = await project.assay(['compile', '-s', 'history']);
  expect(before.stdout).not.toContain('max(id)');
  expect((await project.assay(['build', '--quiet'])).exitCode).toBe(0);
  const after = await project.assay(['compile', '-s', 'history']);
  expect(after.stdout).toContain('max(id)');
  const fresh = await project.assay(['compile', '-s', 'history', '--full-refresh']);
  expect(fresh.stdout).toBe(before.stdout);
  const elsewhere = await project.assay(['compile', '-s', 'history', '--target', 'prod']);
  expect(elsewhere.stdout).not.toContain('max(id)');
  expect(project.exists('prod.duckdb')).toBe(false);
});

test('a warehouse that another process has open is not needed', async () => {
  const project = sandbox(shop);
  await project.assay(['build', '--quiet']);
  await holdOpen(project.path('shop.duckdb'));
  const page = await pages(project, ['compile', '-s', 'history'], ['compile', '-s', 'stg_orders']);
  await expect(page).toMatchFileSnapshot(expected('compile/locked'));
});

test('what cannot be compiled is told, and the rest is written', async () => {
  const project = sandbox({
    ...shop,
    'models/broken.sql': 'select {{ 1 / 0 }} as n\n',
    'models/raising.sql': "select {{ exceptions.raise_compiler_error('not today') }}\n",
  });
  const page = await pages(
    project,
    ['compile'],
    ['compile', '-s', 'broken'],
    ['compile', '-s', 'nothing_like_it'],
  );
  await expect(page).toMatchFileSnapshot(expected('compile/broken'));
  expect(project.exists('target/compiled/shop/models/stg_orders.sql')).toBe(true);
  expect(project.exists('target/compiled/shop/models/broken.sql')).toBe(false);
});

test('a target folder that cannot be written is said', async () => {
  const project = sandbox({ ...shop, target: 'a file' });
  await expect(await pages(project, ['compile'], ['parse'])).toMatchFileSnapshot(
    expected('compile/unwritable'),
  );
});
