import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TestNode } from '../../src/manifest/index.ts';
import { loaded } from './project.ts';

const folder = join(import.meta.dirname, '../cases/manifest');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('generic tests have the names that dbt gives them', async () => {
  const { manifest } = await loaded({
    'models/orders.sql': 'select 1 as id',
    'models/a_rather_long_name_of_a_model.sql': 'select 1 as id',
    'models/shop.yml': read('test-names.yml'),
    'tests/generic/any.sql':
      '{% test any_of(model, column_name=none, a=none, b=none, c=none) %}select 1 where false{% endtest %}',
  });
  const tests = [...manifest.nodes.values()].filter((node): node is TestNode => node.resource === 'test');
  expect(tests.map(({ name, config }) => [name, config.alias ?? name]).sort()).toEqual(
    JSON.parse(read('test-names.json')),
  );
});

const problems = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
  const { diagnostics } = await loaded(files, { fails: true });
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
};

test('two nodes of one name or relation are told apart before anything is built', async () => {
  expect(await problems({ 'models/a.sql': 'select 1', 'models/b/a.sql': 'select 1' })).toEqual([
    "A2020 two nodes are called 'a': models/a.sql and models/b/a.sql",
  ]);
  expect(await problems({ 'models/a.sql': 'select 1', 'seeds/a.csv': 'x\n1\n' })).toEqual([
    "A2020 two nodes are called 'a': models/a.sql and seeds/a.csv",
  ]);
  expect(
    await problems({ 'models/a.sql': 'select 1', 'models/b.sql': "{{ config(alias='A') }}select 1" }),
  ).toEqual(['A2040 a and b would both be built as main.A']);
});

test('a model cannot have the name where another one is staged', async () => {
  for (const suffix of ['__staged', '__added']) {
    expect(await problems({ 'models/a.sql': 'select 1', [`models/a${suffix}.sql`]: 'select 1' })).toEqual([
      `A2040 a and a${suffix} cannot both be built: a${suffix} is where a waits for its tests`,
    ]);
  }
});

test('a disabled model has no name, no tests, and takes nobody’s', async () => {
  const { manifest, warnings } = await loaded({
    'models/a.sql': '{{ config(enabled=false) }}select 1',
    'models/b/a.sql': 'select 2 as id',
    'models/unused.sql': '{{ config(enabled=var("on", false)) }}select 1',
    'models/shop.yml':
      'models: [{name: unused, data_tests: [not_empty]}, {name: gone, data_tests: [not_empty]}]\n',
    'tests/of_unused.sql': "select * from {{ ref('unused') }}",
  });
  expect([...manifest.nodes.keys()]).toEqual(['model.shop.a']);
  expect(manifest.disabled.map(({ name }) => name).sort()).toEqual(['a', 'of_unused', 'unused']);
  expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "A2035 there is no model 'gone'",
  ]);
  expect(
    await problems({
      'models/off.sql': '{{ config(enabled=false) }}select 1',
      'models/on.sql': "select * from {{ ref('off') }}",
    }),
  ).toEqual(["A2016 'off' is disabled"]);
});

test('tests and data_tests are the same, the project’s own tests outrank the built-in ones', async () => {
  const { manifest } = await loaded({
    'models/a.sql': 'select 1 as id',
    'models/shop.yml': `models:
  - name: a
    tests: [not_empty]
    columns: [{name: id, data_tests: [not_null, unique]}]
`,
    'macros/own.sql': '{% test not_null(model, column_name) %}select 1{% endtest %}',
  });
  const tests = [...manifest.nodes.values()].filter((node): node is TestNode => node.resource === 'test');
  expect(tests.map(({ name, test: how }) => [name, how.kind === 'generic' && how.macro]).sort()).toEqual([
    ['not_empty_a_', undefined],
    ['not_null_a_id', 'test_not_null'],
    ['unique_a_id', undefined],
  ]);
});

test('the same test declared twice counts once; with other configs it is two', async () => {
  const { manifest } = await loaded({
    'models/a.sql': 'select 1 as id',
    'models/shop.yml':
      "models: [{name: a, columns: [{name: id, data_tests: [not_null, not_null, {not_null: {config: {where: 'id > 1'}}}]}]}]\n",
  });
  expect([...manifest.nodes.values()].filter(({ resource }) => resource === 'test').length).toBe(2);
});

test('tests go to the enabled one of two models of a name, whichever file is read first', async () => {
  for (const [on, off] of [
    ['models/a.sql', 'models/b/a.sql'],
    ['models/b/a.sql', 'models/a.sql'],
  ] as const) {
    const { manifest } = await loaded({
      [on]: 'select 1 as id',
      [off]: '{{ config(enabled=false) }}select 2 as id',
      'models/shop.yml': 'models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]\n',
    });
    expect([...manifest.nodes.values()].map(({ name }) => name)).toEqual(['a', 'unique_a_id']);
    expect(manifest.nodes.get('model.shop.a')?.path).toBe(on);
  }
});

test('an integer beyond 2^53 in a test’s argument is no trouble', async () => {
  const { manifest } = await loaded({
    'models/a.sql': 'select 1 as id',
    'models/shop.yml':
      'models: [{name: a, columns: [{name: id, data_tests: [{accepted_range: {arguments: {max: 9007199254740993}}}]}]}]\n',
  });
  expect([...manifest.nodes.values()].map(({ name }) => name)).toContain(
    'accepted_range_a_id__9007199254740993',
  );
});
