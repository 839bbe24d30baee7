import { describe, expect, test } from 'vitest';
import { installed, model, parents, problems, said, understood, wanted } from './project.ts';

const row = 'select 1 as id';

describe('ref() with one name', () => {
  const everywhere = {
    ...wanted('kit', 'tools'),
    ...installed('kit', {
      'models/shared.sql': `{{ config(schema='kit') }}${row}`,
      'models/reads_shared.sql': "select * from {{ ref('shared') }}",
      'models/reads_kit.sql': "select * from {{ ref('only_kit') }}",
      'models/only_kit.sql': row,
    }),
    ...installed('tools', { 'models/reads_kit_too.sql': "select * from {{ ref('only_kit') }}" }),
    'models/shared.sql': row,
    'models/reads_shared_of_shop.sql': "select * from {{ ref('shared') }}",
    'models/reads_package.sql': "select * from {{ ref('kit', 'shared') }}, {{ ref('only_kit') }}",
  };

  test('is of the root project, else of the own package, else of any', async () => {
    const project = await understood(everywhere);
    expect(parents(project, 'model.shop.reads_shared_of_shop')).toEqual(['model.shop.shared']);
    expect(parents(project, 'model.kit.reads_shared')).toEqual(['model.shop.shared']);
    expect(parents(project, 'model.kit.reads_kit')).toEqual(['model.kit.only_kit']);
    expect(parents(project, 'model.tools.reads_kit_too')).toEqual(['model.kit.only_kit']);
    expect(parents(project, 'model.shop.reads_package')).toEqual(['model.kit.shared', 'model.kit.only_kit']);
    expect(project.warnings.map(said)).toEqual([
      "A2216 reads_shared of the package 'kit' reads shared of shop",
    ]);
  });

  test('is of the own package first where a flag says so', async () => {
    const project = await understood({
      ...everywhere,
      'dbt_project.yml':
        'name: shop\nprofile: shop\nflags: {require_ref_searches_node_package_before_root: true}\n',
    });
    expect(parents(project, 'model.kit.reads_shared')).toEqual(['model.kit.shared']);
    expect(project.warnings).toEqual([]);
  });

  test('is ambiguous where two packages have it and nothing decides', async () => {
    const twice = {
      ...wanted('kit', 'tools'),
      ...installed('kit', { 'models/a.sql': `{{ config(schema='x') }}${row}` }),
      ...installed('tools', { 'models/a.sql': row }),
    };
    expect(await problems({ ...twice, 'models/b.sql': "select * from {{ ref('a') }}" })).toEqual([
      "A2201 'a' is in several packages: kit, tools",
    ]);
    await understood({ ...twice, 'models/b.sql': "select * from {{ ref('tools', 'a') }}" });
  });
});

describe('versions', () => {
  const versions = (more: string) =>
    `models:\n  - name: m\n    ${more}\n    versions: [{v: 1}, {v: 2, defined_in: second}, {v: 10}]\n`;
  const files = { 'models/m_v1.sql': row, 'models/second.sql': row, 'models/m_v10.sql': row };
  const reader = (call: string) => ({ 'models/r.sql': `select * from {{ ${call} }}` });

  test('the highest is the latest, unless another one is', async () => {
    const highest = await understood({ ...files, 'models/m.yml': versions(''), ...reader("ref('m')") });
    expect(parents(highest, 'model.shop.r')).toEqual(['model.shop.m.v10']);
    const given = { ...files, 'models/m.yml': versions('latest_version: 2'), ...reader("ref('m')") };
    expect(parents(await understood(given), 'model.shop.r')).toEqual(['model.shop.m.v2']);
  });

  test.each(["ref('m', v=2)", "ref('m', version='2')", "ref('shop', 'm', v=2)"])('%s', async (call) => {
    const project = await understood({ ...files, 'models/m.yml': versions(''), ...reader(call) });
    expect(parents(project, 'model.shop.r')).toEqual(['model.shop.m.v2']);
  });

  test('have relations of their own', async () => {
    const project = await understood({ ...files, 'models/m.yml': versions('config: {schema: marts}') });
    expect(['1', '2', '10'].map((v) => model(project, `m.v${v}`).relation)).toEqual(
      ['1', '2', '10'].map((v) => ({ database: 'shop', schema: 'main_marts', identifier: `m_v${v}` })),
    );
  });

  test('have the columns that they include', async () => {
    const project = await understood({
      ...files,
      'models/m.yml': `models:
  - name: m
    columns: [{name: id, description: the key}, {name: old}]
    versions:
      - v: 1
      - v: 2
        defined_in: second
        columns: [{include: all, exclude: [old]}, {name: fresh}]
      - v: 10
        columns: [{name: id, description: another key}]
`,
    });
    expect(['v1', 'v2', 'v10'].map((v) => model(project, `m.${v}`).columns.map(({ name }) => name))).toEqual([
      ['id', 'old'],
      ['id', 'fresh'],
      ['id', 'old'],
    ]);
  });
});

test('what is switched off cannot be read; tests over it are off, too', async () => {
  const files = { 'models/a.sql': `{{ config(enabled=false) }}${row}`, 'models/b.sql': row };
  expect(await problems({ ...files, 'models/c.sql': "select * from {{ ref('a') }}" })).toEqual([
    "A2016 'a' is disabled",
  ]);
  const { manifest, warnings } = await understood({
    ...files,
    'models/m.yml': 'models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]\n',
    'tests/t.sql': "select * from {{ ref('b') }} join {{ ref('a') }} using (id)",
  });
  expect([...manifest.nodes.keys()]).toEqual(['model.shop.b']);
  expect(manifest.disabled.map(({ id }) => id)).toEqual([
    'model.shop.a',
    'test.shop.t',
    'test.shop.unique_a_id.f6a5f640da',
  ]);
  expect(warnings).toEqual([]);
});

test('sources of packages are found by name, and their config can be overridden', async () => {
  const project = await understood({
    ...wanted('kit'),
    ...installed('kit', {
      'models/s.yml': 'sources: [{name: raw, schema: kit_raw, tables: [{name: orders}, {name: lines}]}]\n',
      'models/a.sql': "select * from {{ source('raw', 'orders') }}",
    }),
    'models/s.yml':
      'sources: [{name: raw, overrides: kit, schema: mine, tables: [{name: orders, description: x}]}]\n',
    'models/b.sql': "select * from {{ source('raw', 'lines') }}",
  });
  expect(parents(project, 'model.shop.b')).toEqual(['source.kit.raw.lines']);
  const orders = project.manifest.nodes.get('source.kit.raw.orders');
  expect(orders).toMatchObject({ from: { relation: { schema: 'mine' } }, description: 'x' });
});

test.each([
  '{% set own = shop %}select * from {{ own.asked() }}',
  "select * from {{ shop['asked']() }}",
  '{% set own = asked %}{{ asked() }} union all {{ own() }}',
  '{% for own in [shop] %}{{ own.asked() }}{% endfor %}',
  '{% set own = shop.asked %}{{ own() }}',
  "{% set own = {'asked': shop.asked} %}{{ own.asked() }}",
  "{% set own = adapter %}{{ own.dispatch('asked')() }}",
  "{% set own = adapter.dispatch('asked') %}{{ own() }}",
  "{{ adapter['dispatch']('asked')() }}",
  "{% set own = ref %}{{ own('a') }}",
  "{% set own = [ref] %}{{ own[0]('a') }}",
  '{{ given(ref) }}',
  '{{ given(fn=shop.asked) }}',
  '{{ given(given_by()) }}',
])('a macro that asks is found under another name: %s', async (sql) => {
  const project = await understood({
    'macros/m.sql':
      "{% macro asked(_) %}{{ ref('a') }}{% endmacro %}{% macro default__asked() %}{{ ref('a') }}{% endmacro %}" +
      "{% macro given(fn) %}{{ fn('a') }}{% endmacro %}{% macro given_by() %}{{ return(ref) }}{% endmacro %}",
    'models/a.sql': row,
    'models/b.sql': sql,
  });
  expect(parents(project, 'model.shop.b')).toEqual(['model.shop.a']);
});
