import { cpSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { type Sandbox, sandbox } from './harness.ts';

vi.setConfig({ testTimeout: 120_000 });

const project = {
  'project.yml': `name: shop
targets:
  dev: { path: dev.duckdb, threads: 1 }
  prod: { path: data/prod.duckdb, threads: 1 }
models: { shop: { +materialized: table } }
`,
  'models/orders.sql': "select 1 as id, '{{ target.name }}' as place\n",
  'models/totals.sql': "select count(*) as n, min(place) as place from {{ ref('orders') }}\n",
  'models/shop.yml': `models:
  - name: totals
    columns: [{ name: place, data_tests: [{ relationships: { to: ref('orders'), field: place } }] }]
`,
  'data/.gitkeep': '',
};

/** The project after a run in production, whose artifacts are in `artifacts/`. */
async function built(): Promise<Sandbox> {
  const shop = sandbox(project);
  expect((await shop.assay(['build', '--target', 'prod'])).exitCode).toBe(0);
  cpSync(shop.path('target'), shop.path('artifacts'), { recursive: true });
  return shop;
}

const state = ['--state', 'artifacts'];
const place = async (shop: Sandbox): Promise<string> =>
  (await shop.assay(['show', '--inline', 'select place from main.totals'])).stdout;
const totals = ['build', '--select', 'totals', '--defer', ...state];

test('--defer reads what was never built here where it was built, and builds nothing for it', async () => {
  const shop = await built();
  const ran = await shop.assay(totals);
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toContain('1 model');
  expect(await place(shop)).toContain('prod');
});

test('what exists here is read here', async () => {
  const shop = await built();
  await shop.assay(['build', '--select', 'orders']);
  await shop.assay(totals);
  expect(await place(shop)).toContain('dev');
});

test('with --favor-state it is read there', async () => {
  const shop = await built();
  await shop.assay(['build', '--select', 'orders']);
  await shop.assay([...totals, '--favor-state']);
  expect(await place(shop)).toContain('prod');
});

test('what was built from elsewhere is not taken for what is built from here', async () => {
  const shop = await built();
  await shop.assay(totals);
  expect((await shop.assay(['build'])).exitCode).toBe(0);
  expect(await place(shop)).toContain('dev');
});

test('--defer needs a state', async () => {
  const shop = sandbox(project);
  const ran = await shop.assay(['build', '--select', 'totals', '--defer']);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain('A4013');
});

test('show reads there what was never built here', async () => {
  const shop = await built();
  const show = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await shop.assay(['show', ...args]);
    return { exitCode, stdout, stderr };
  };
  const defer = ['--defer', ...state];
  expect((await show('--select', 'totals')).stderr).toContain('A2050');
  expect((await show('--select', 'totals', ...defer)).stdout).toContain('prod');
  const inline = ['--inline', "select place from {{ ref('orders') }}"];
  expect((await show(...inline, ...defer)).stdout).toContain('prod');
  expect(
    (await show('--failures', 'relationships_totals_place__place__ref_orders_', ...defer)).stderr,
  ).toContain('no row fails');
  expect(shop.exists('dev.duckdb')).toBe(false);
  await shop.assay(['build', '--select', 'orders']);
  expect((await show(...inline, ...defer)).stdout).toContain('dev');
  expect((await show(...inline, ...defer, '--favor-state')).stdout).toContain('prod');
  expect(await show(...inline, '--defer')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('A4013'),
  });
});

test('compile names what is read there', async () => {
  const shop = await built();
  const compile = async (...args: string[]) => (await shop.assay(['compile', ...args])).stdout;
  const defer = ['--defer', ...state];
  const there = 'from "prod"."main"."orders"';
  expect(await compile('--select', 'totals')).toContain('from "main"."orders"');
  expect(await compile('--select', 'totals', ...defer)).toContain(there);
  expect(await compile('--inline', "select * from {{ ref('orders') }}", ...defer)).toContain(there);
  expect(await compile('--select', 'totals', 'orders', ...defer)).toBe('');
  expect(shop.read('target/compiled/shop/models/totals.sql')).toContain('from "main"."orders"');
  await shop.assay(['build', '--select', 'orders']);
  expect(await compile('--select', 'totals', ...defer)).toContain('from "main"."orders"');
  expect(await compile('--select', 'totals', ...defer, '--favor-state')).toContain(there);
  expect((await shop.assay(['compile', '--select', 'totals', '--defer'])).stderr).toContain('A4013');
});
