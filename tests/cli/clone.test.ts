import { cpSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { sandbox } from './harness.ts';

vi.setConfig({ testTimeout: 120_000 });

const project = {
  'project.yml': `name: shop
targets:
  dev: { path: dev.duckdb, threads: 1 }
  prod: { path: data/prod.duckdb, threads: 1 }
`,
  'models/orders.sql':
    "{{ config(materialized='table') }}\nselect '{{ target.name }}' as place, currency from {{ ref('money') }}\n",
  'models/shown.sql': "{{ config(materialized='view') }}\nselect * from {{ ref('orders') }}\n",
  'seeds/money.csv': 'currency\nEUR\n',
  'data/.gitkeep': '',
};

test('clone copies what another run has built: tables and seeds as tables, views as views', async () => {
  const shop = sandbox(project);
  expect((await shop.assay(['build', '--target', 'prod'])).exitCode).toBe(0);
  cpSync(shop.path('target'), shop.path('artifacts'), { recursive: true });
  const cloned = await shop.assay(['clone', '--exclude', 'shown', '--state', 'artifacts']);
  expect(cloned.stderr).toContain('2 models');
  expect(cloned.exitCode).toBe(0);
  const { stdout } = await shop.assay(['show', '--inline', 'select place, currency from main.orders']);
  expect(stdout).toContain('prod');
  expect(stdout).toContain('EUR');
  const again = await shop.assay(['clone', '--select', 'orders', '--state', 'artifacts']);
  expect(again.stderr).not.toContain('1 model');
  expect((await shop.assay(['build'])).exitCode).toBe(0);
  const built = await shop.assay(['show', '--inline', 'select place from main.shown']);
  expect(built.stdout).toContain('dev');
});

test('clone needs a state', async () => {
  const ran = await sandbox(project).assay(['clone']);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain('A4013');
});
