import { expect, test, vi } from 'vitest';
import { sandbox } from './harness.ts';

vi.setConfig({ testTimeout: 120_000 });

const project = {
  'project.yml':
    'name: shop\ntargets: { dev: { path: dev.duckdb, threads: 1 } }\nmodels: { shop: { +materialized: table } }\n',
  'models/fine.sql': 'select 1 as id\n',
  'models/wrong.sql': "select cast('{{ var('text', 'x') }}' as integer) as id from {{ ref('fine') }}\n",
  'models/after.sql': "select * from {{ ref('wrong') }}\n",
  'models/tested.sql': 'select 1 as id\n',
  'models/shop.yml': `models:
  - name: tested
    columns: [{ name: id, data_tests: [unique, { accepted_values: { values: [2] } }] }]
`,
};

test('retry repeats what failed, and what was skipped because of it, with the options of that run', async () => {
  const shop = sandbox(project);
  const failed = await shop.assay(['build', '--exclude', 'tested']);
  expect(failed.exitCode).toBe(1);
  shop.write({ 'models/wrong.sql': "select 2 as id from {{ ref('fine') }}\n" });
  const again = await shop.assay(['retry']);
  expect(again.exitCode).toBe(0);
  expect(again.stderr).toContain('2 models');
  expect(again.stderr).not.toContain('tested');
  const idle = await shop.assay(['retry']);
  expect(idle.exitCode).toBe(0);
});

test('a test that failed is repeated with the model that it has kept back', async () => {
  const shop = sandbox(project);
  expect((await shop.assay(['build', '--select', 'tested'])).exitCode).toBe(1);
  shop.write({ 'models/tested.sql': 'select 2 as id\n' });
  const again = await shop.assay(['retry']);
  expect(again.exitCode).toBe(0);
  const { stdout } = await shop.assay(['show', '--select', 'tested', '--output', 'json']);
  expect(stdout).toContain('2');
});

test('retry keeps --vars, and takes others', async () => {
  const shop = sandbox(project);
  expect((await shop.assay(['run', '--select', 'fine', 'wrong', '--vars', 'text: y'])).exitCode).toBe(1);
  expect((await shop.assay(['retry'])).stderr).toContain("'y'");
  expect((await shop.assay(['retry', '--vars', "text: '3'"])).exitCode).toBe(0);
});

test('without a run there is nothing to repeat', async () => {
  const shop = sandbox(project);
  const ran = await shop.assay(['retry']);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain('A4014');
});
