import { expect, test } from 'vitest';
import { sandbox } from '../harness.ts';

// With one thread, since the order of more depends on how long each takes. What is expected is what dbt 1.11 does.
const files = {
  'dbt_project.yml':
    'name: t\nprofile: t\non-run-start: create table if not exists main.x as select 1 as id\n',
  'profiles.yml': 't: {target: dev, outputs: {dev: {type: duckdb, path: t.duckdb, threads: 1}}}\n',
  'models/a.sql': "select * from {{ source('s', 'x') }}",
  'models/m.sql': "select * from {{ source('s', 'x') }}",
  'models/b.sql': 'select 1 as id',
  'models/c.sql': "select * from {{ ref('a') }}",
  'models/bb.sql': "select * from {{ ref('b') }}",
  'models/zz.sql': "select * from {{ ref('sn') }}",
  'models/e.sql': "{{ config(materialized='ephemeral') }} select * from {{ ref('bb') }}",
  'models/aa.sql': "select * from {{ ref('e') }}",
  'tests/aa_deep.sql': "select * from {{ ref('zz') }} where false",
  'tests/zz_shallow.sql': 'select 1 as x',
  'models/t.yml': `sources: [{name: s, schema: main, tables: [{name: x}]}]
snapshots: [{name: sn, relation: "source('s', 'x')", config: {unique_key: id, strategy: check, check_cols: all}}]
unit_tests: [{name: ut, model: bb, given: [{input: "ref('b')", rows: [{id: 1}]}], expect: {rows: [{id: 1}]}}]
models:
  - {name: a, columns: [{name: id, data_tests: [unique]}]}
  - {name: c, columns: [{name: id, data_tests: [unique, not_null]}]}
`,
};

test('nodes are taken in the order of dbt', async () => {
  const project = sandbox(files);
  const ran = async (...args: readonly string[]) => {
    await project.assay(args);
    const { results } = JSON.parse(project.read('target/run_results.json')) as {
      results: readonly { unique_id: string; status: string; message: string | null }[];
    };
    return results
      .filter(({ unique_id }) => !unique_id.startsWith('operation.'))
      .map(({ unique_id, status, message }) => {
        const name = unique_id.startsWith('unit_test.') ? 'ut' : unique_id.split('.')[2]!;
        return status === 'skipped' ? `${name}: ${message}` : name;
      })
      .join(' ');
  };
  expect(await ran('build')).toBe(
    'a b m sn zz_shallow unique_a_id ut bb zz c aa_deep not_null_c_id unique_c_id aa',
  );
  expect(await ran('run', '--select', 'c b zz m')).toBe('b c m zz');
  expect(await ran('test')).toBe('aa_deep not_null_c_id unique_a_id unique_c_id zz_shallow ut');
  expect(await ran('test', '--fail-fast')).toBe(
    'aa_deep not_null_c_id unique_a_id unique_c_id zz_shallow ut: Skipping due to fail_fast',
  );
});
