import { cpSync, readdirSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runAssay } from '../bad-input/in-process.ts';
import { inWarehouse } from '../histories/warehouses.ts';
import { type Sandbox, sandbox } from './harness.ts';

const files = {
  'project.yml': `name: shop
targets:
  dev: { path: dev.duckdb, defer_to: prod }
  pr: { path: prod.duckdb, schema: pr, defer_to: prod }
  prod: { path: prod.duckdb }
models: { +materialized: table, +schema: gold }
`,
  'seeds/raw.csv': 'id,v\n1,10\n2,20\n',
  'models/one.sql': "select id, v from {{ ref('raw') }}\n",
  'models/two.sql': "select id, v + 1 as v from {{ ref('one') }}\n",
  'models/other.sql': "select count(*) as n from {{ ref('raw') }}\n",
  'models/models.yml': 'models:\n  - name: two\n    columns: [{ name: id, data_tests: [not_null] }]\n',
};

const build = async (project: Sandbox, target: string, ...args: string[]) => {
  const ran = await runAssay(['build', '--target', target, ...args], project.dir, {});
  expect(ran.exit, ran.printed).toBe(0);
  return ran.printed;
};

const kinds = (project: Sandbox, file: string) =>
  inWarehouse(project.path(file), async (run) =>
    (
      await run(
        "select schema_name || '.' || table_name, 'table' from duckdb_tables() where schema_name like '%gold' union all select schema_name || '.' || view_name, 'view' from duckdb_views() where schema_name like '%gold' order by 1",
      )
    ).map((row) => row.join(' ')),
  );

for (const [target, file] of [
  ['pr', 'prod.duckdb'],
  ['dev', 'dev.duckdb'],
] as const) {
  test(`a first build in ${target} shows what prod has and builds only what the branch changed`, async () => {
    const project = sandbox(files);
    await build(project, 'prod');
    project.write({ 'models/two.sql': "select id, v + 2 as v from {{ ref('one') }}\n" });
    const printed = await build(project, target);
    expect(printed).toContain('1 built · 3 unchanged');
    const built = (await kinds(project, file)).filter((line) => line.startsWith(`${target}_`));
    expect(built).toEqual([
      `${target}_gold.one view`,
      `${target}_gold.other view`,
      `${target}_gold.two table`,
    ]);
    expect(await build(project, target)).toContain('4 unchanged · 1 test passed before');
  });
}

test('what prod builds anew is shown anew, and what another version of it was built from is built here', async () => {
  const project = sandbox(files);
  await build(project, 'prod');
  await build(project, 'pr');
  project.write({ 'seeds/raw.csv': 'id,v\n1,10\n2,20\n3,30\n' });
  // Prod still has the old rows: everything is built here.
  expect(await build(project, 'pr')).toContain('4 built');
  expect(await build(project, 'prod')).toContain('4 built');
  expect(await build(project, 'pr')).toContain('4 unchanged');
  project.write({ 'models/one.sql': "select id, v, 'x' as extra from {{ ref('raw') }}\n" });
  await build(project, 'prod');
  await build(project, 'pr');
  const columns = await inWarehouse(project.path('prod.duckdb'), (run) => run('describe pr_gold.one'));
  expect(columns.map(([name]) => name)).toEqual(['id', 'v', 'extra']);
});

test('views of prod follow when its relations get other columns', async () => {
  const project = sandbox(files);
  await build(project, 'prod');
  await build(project, 'pr');
  project.write({ 'models/other.sql': "select count(*) as n, 1 as more from {{ ref('raw') }}\n" });
  await build(project, 'prod');
  expect(await build(project, 'pr')).toContain('unchanged');
  const rows = await inWarehouse(project.path('prod.duckdb'), (run) => run('from pr_gold.other'));
  expect(rows).toEqual([['2', 1]]);
});

test('what somebody else wrote into a file of its own is not shown', async () => {
  const project = sandbox(files);
  await build(project, 'prod');
  await inWarehouse(project.path('prod.duckdb'), (run) => run('update gold.one set v = 0'));
  expect(await build(project, 'dev')).toContain('4 built');
});

test('without the other target there is nothing to show', async () => {
  const project = sandbox(files);
  expect(await build(project, 'dev')).toContain('4 built');
});

test('only selected nodes are shown, and what they need', async () => {
  const project = sandbox(files);
  await build(project, 'prod');
  project.write({ 'models/two.sql': "select id, v + 2 as v from {{ ref('one') }}\n" });
  await build(project, 'pr', '--select', 'two');
  expect(await kinds(project, 'prod.duckdb')).toContain('pr_gold.one view');
  expect(await kinds(project, 'prod.duckdb')).not.toContain('pr_gold.other view');
});

test('a copied file of prod counts like prod', async () => {
  const project = sandbox(files);
  await build(project, 'prod');
  cpSync(project.path('prod.duckdb'), project.path('copy.duckdb'));
  project.write({
    'project.yml': files['project.yml'].replace('prod: { path: prod.duckdb }', 'prod: { path: copy.duckdb }'),
  });
  expect(await build(project, 'dev')).toContain('4 unchanged');
});

test('a target to defer to has to be another one that is there', async () => {
  const project = sandbox({
    ...files,
    'project.yml': files['project.yml'].replaceAll('defer_to: prod', 'defer_to: prdo'),
  });
  const ran = await runAssay(['build', '--target', 'dev'], project.dir, {});
  expect(ran.exit).toBe(2);
  expect(ran.printed).toContain("there is no other target 'prdo' to defer to");
  expect(ran.printed).toContain('project.yml:3:');
});

test('nothing to do is told without opening anything, until prod changes', async () => {
  const project = sandbox(files);
  await build(project, 'prod');
  for (let times = 0; times < 3; times++) await build(project, 'dev');
  expect(readdirSync(project.path('target/.assay')).join()).toContain('settled');
  project.write({ 'models/other.sql': "select count(*) + 0 as n from {{ ref('raw') }}\n" });
  await build(project, 'prod');
  project.write({ 'models/other.sql': files['models/other.sql'] });
  expect(await build(project, 'dev')).toContain('1 built · 3 unchanged');
});

test('a view over what prod has built anew without it is not shown', async () => {
  const project = sandbox({
    ...files,
    'models/two.sql': "{{ config(materialized='view') }}select id, v + 1 as v from {{ ref('one') }}\n",
  });
  await build(project, 'prod');
  await build(project, 'dev');
  project.write({ 'models/one.sql': "select id, v + 100 as v from {{ ref('raw') }}\n" });
  await build(project, 'prod', '--select', 'one');
  project.write({ 'models/one.sql': files['models/one.sql'] });
  await build(project, 'dev');
  const rows = await inWarehouse(project.path('dev.duckdb'), (run) =>
    run('select v from dev_gold.two order by 1'),
  );
  expect(rows).toEqual([['11'], ['21']]);
});

test('what is stored in files that are gone is not shown', async () => {
  const project = sandbox({
    ...files,
    'project.yml': files['project.yml'].replace(
      '{ path: prod.duckdb }',
      '{ path: prod.duckdb, parquet_root: lake_of_prod }',
    ),
    'models/two.sql': "{{ config(format='parquet') }}select id, v + 1 as v from {{ ref('one') }}\n",
  });
  await build(project, 'prod');
  rmSync(project.path('lake_of_prod'), { recursive: true });
  expect(await build(project, 'dev')).toContain('1 built');
});
