import { expect, test } from 'vitest';
import { runAssay } from '../bad-input/in-process.ts';
import { inWarehouse } from '../histories/warehouses.ts';
import { type Sandbox, sandbox } from './harness.ts';

const files = {
  'project.yml': `name: shop
targets:
  dev: { path: shop.duckdb, schema: dev }
  prod: { path: shop.duckdb }
models: { +materialized: table }
`,
  'models/one.sql': 'select 1 as id\n',
  'models/two.sql': "{{ config(schema='gold', format='parquet') }}select 2 as id\n",
};

const assay = async (project: Sandbox, ...args: string[]) => {
  const { exit, printed } = await runAssay(args, project.dir, {});
  return { exit, printed };
};

const relations = (project: Sandbox) =>
  inWarehouse(project.path('shop.duckdb'), async (run) =>
    (
      await run(
        "select schema_name || '.' || table_name from duckdb_tables() where schema_name <> '_assay' union all select schema_name || '.' || view_name from duckdb_views() where not internal order by 1",
      )
    ).map(String),
  );

test('orphans are listed and dropped, with their files; what other programs and targets have stays', async () => {
  const project = sandbox(files);
  await assay(project, 'build');
  await assay(project, 'build', '--target', 'prod');
  await inWarehouse(project.path('shop.duckdb'), (run) => run('create table main.mine as select 1 as a'));
  project.remove('models/two.sql');
  project.write({ 'models/uno.sql': 'select 1 as id\n' });
  project.remove('models/one.sql');
  expect((await assay(project, 'plan')).printed).toContain('"dev"."one": one is uno now');
  const cleaned = await assay(project, 'clean', '--orphans');
  expect(cleaned).toEqual({ exit: 0, printed: '"dev"."one"   one\n"dev_gold"."two"   two\ndropped 2\n' });
  expect(await relations(project)).toEqual(['gold.two', 'main.mine', 'main.one']);
  expect(project.files('lake').filter((path) => path.includes('dev_gold'))).toEqual([]);
  expect((await assay(project, 'clean', '--orphans')).printed).toBe('no orphans\n');
});

test('a target is emptied only when it is named, and builds anew after it', async () => {
  const project = sandbox(files);
  await assay(project, 'build');
  const unnamed = await assay(project, 'clean', '--schema');
  expect(unnamed.exit).toBe(2);
  expect(unnamed.printed).toContain('A4020');
  const cleaned = await assay(project, 'clean', '--schema', '--target', 'dev');
  expect(cleaned.exit).toBe(0);
  expect(cleaned.printed).toContain('dropped 2');
  expect(await relations(project)).toEqual([]);
  expect((await assay(project, 'build')).printed).toContain('2 built');
});

test('where nothing was built there is nothing to drop', async () => {
  const project = sandbox(files);
  expect(await assay(project, 'clean', '--orphans')).toEqual({
    exit: 0,
    printed: 'nothing to drop: nothing was ever built in this target\n',
  });
  await assay(project, 'build');
  expect((await assay(project, 'clean', '--schema', '--target', 'prod')).printed).toBe(
    'nothing to drop: nothing is built in this target\n',
  );
});
