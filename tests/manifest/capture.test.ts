import { expect, test } from 'vitest';
import type { ModelNode } from '../../src/manifest/index.ts';
import { loaded } from './project.ts';

const others = {
  'models/a.sql': 'select 1 as id',
  'models/b.sql': 'select 1 as id',
  'models/sources.yml': 'sources: [{name: raw, tables: [{name: t}]}]\n',
  'macros/macros.sql': `{% macro of_a() %}select * from {{ ref('a') }}{% endmacro %}
{% macro of(name) %}{{ ref(name) }}{% endmacro %}
{% macro deep() %}{{ of_a() }}{% endmacro %}
{% macro configured(kind) %}{{ config(materialized=kind) }}{% endmacro %}
{% macro returned() %}{{ return(ref('b')) }}{% endmacro %}
{% macro plain() %}1{% endmacro %}`,
};

/** What a template reads and how it is materialized, however its calls are written. */
const templates: readonly [title: string, template: string, reads: string, materialized?: string][] = [
  ['a literal ref', "select * from {{ ref('a') }}", 'a'],
  ['a ref of the project', "select * from {{ ref('shop', 'a') }}", 'a'],
  ['a source', "select * from {{ source('raw', 't') }}", 'raw.t'],
  ['both, twice', "{{ ref('b') }} {{ ref('a') }} {{ ref('b') }}", 'b a'],
  ['in a branch that is not taken', "{% if false %}{{ ref('a') }}{% else %}{{ ref('b') }}{% endif %}", 'a b'],
  ['in is_incremental()', "{% if is_incremental() %}{{ ref('a') }}{% endif %}", 'a'],
  ['in a loop', "{% for name in ['a', 'b'] %}{{ ref(name) }}{% endfor %}", 'a b'],
  ['in a set', "{% set r = ref('a') %}{{ r }}", 'a'],
  ['in a set block', "{% set r %}{{ ref('a') }}{% endset %}{{ r }}", 'a'],
  ['put together', "{{ ref('' ~ 'a') }}", 'a'],
  ['with an argument of a var', "{{ ref(var('which', 'b')) }}", 'b'],
  ['through a filter', "{{ ref('a') | upper }}", 'a'],
  ['spread', "{{ ref(*['a']) }}", 'a'],
  ['in a macro', '{{ of_a() }}', 'a'],
  ['in a macro of a macro', '{{ deep() }}', 'a'],
  ['in a macro that takes the name', "{{ of('b') }}", 'b'],
  ['in a macro that returns it', '{% set r = returned() %}{{ r }}', 'b'],
  ['in a macro of the file', "{% macro own() %}{{ ref('a') }}{% endmacro %}{{ own() }}", 'a'],
  [
    'in a call block',
    "{% macro own() %}{{ caller() }}{% endmacro %}{% call own() %}{{ ref('b') }}{% endcall %}",
    'b',
  ],
  ['in a comment of SQL', "-- depends_on: {{ ref('a') }}\nselect 1", 'a'],
  ['in a comment of Jinja', "{# {{ ref('a') }} #}select 1", ''],
  ['in raw', "{% raw %}{{ ref('a') }}{% endraw %}", ''],
  ['in execute', "{% if execute %}{{ ref('a') }}{% endif %}", 'a'],
  ['a macro that reads nothing', '{{ plain() }}', ''],
  ['a config', "{{ config(materialized='table') }}select 1", '', 'table'],
  ['a config given as a dict', "{{ config({'materialized': 'table'}) }}select 1", '', 'table'],
  ['a config put together', "{{ config(materialized='ta' ~ 'ble') }}select 1", '', 'table'],
  ['a config of a var', "{{ config(materialized=var('kind', 'table')) }}select 1", '', 'table'],
  [
    'a config in the branch that is taken',
    "{% if true %}{{ config(materialized='table') }}{% endif %}",
    '',
    'table',
  ],
  ['a config in one that is not', "{% if false %}{{ config(materialized='table') }}{% endif %}", '', 'view'],
  [
    'a config on either side of an if',
    "{{ config(materialized='table' if target.name == 'dev' else 'view') }}",
    '',
    'table',
  ],
  ['a config in a macro', "{{ configured('table') }}", '', 'table'],
  ['a config of several', "{{ config(**{'materialized': 'table'}) }}", '', 'table'],
  ['two configs', "{{ config(materialized='view') }}{{ config(materialized='table') }}", '', 'table'],
  ['an undefined value', '{{ nothing.of.it() }}{% for x in nothing %}{{ ref(x) }}{% endfor %}', ''],
];

for (const [title, template, reads, materialized = 'view'] of templates) {
  test(title, async () => {
    const { manifest } = await loaded({ ...others, 'models/m.sql': template });
    const node = manifest.nodes.get('model.shop.m') as ModelNode;
    const names = node.dependsOn.nodes.map((id) => id.replace(/^(model|source)\.shop\./, ''));
    expect(names.toSorted()).toEqual(reads.split(' ').filter(Boolean).toSorted());
    expect(node.config.materialized).toBe(materialized);
  });
}

test('an unknown ref is shown where it is written, also in a file that has to be rendered', async () => {
  const { diagnostics } = await loaded(
    { ...others, 'models/m.sql': "{{ configured('table') }}\nselect * from {{ ref('aa') }}" },
    { fails: true },
  );
  expect(diagnostics).toMatchObject([
    { code: 'A2014', location: { file: 'models/m.sql', range: { start: { line: 2, column: 22 } } } },
  ]);
});

test('configs come from project, folder, properties and file, the nearest first; tags and hooks add up', async () => {
  const { manifest } = await loaded({
    'project.yml': `name: shop
targets:
  dev: {path: ':memory:', schema_prefix: ''}
models:
  +materialized: table
  +tags: [all]
  +meta: {owner: us, level: 1}
  gold:
    +schema: gold
    +tags: [gold]
    +post-hook: select 1
`,
    'models/gold/m.sql': "{{ config(tags='own', meta={'level': 3}, post_hook='select 3') }}select 1",
    'models/gold/n.sql': "{{ config(materialized='incremental') }}select 1",
    'models/shop.yml':
      'models: [{name: m, config: {materialized: view, tags: [props], meta: {level: 2, note: x}, post-hook: select 2}}, {name: n, config: {materialized: view, schema: other}}]\n',
  });
  const { config } = manifest.nodes.get('model.shop.m') as ModelNode;
  expect(config).toMatchObject({
    materialized: 'view',
    schema: 'gold',
    tags: ['all', 'gold', 'props', 'own'],
    meta: { owner: 'us', level: 3, note: 'x' },
  });
  expect(config.postHooks.map(({ sql }) => sql)).toEqual(['select 1', 'select 2', 'select 3']);
  const n = manifest.nodes.get('model.shop.n') as ModelNode;
  expect([n.config.materialized, n.relation.schema]).toEqual(['incremental', 'other']);
});
