import { describe, expect, test } from 'vitest';
import { installed, model, problems, said, understood, wanted } from './project.ts';

const macros = {
  'macros/all.sql': `
{% macro quiet(x) %}{{ x }} + {{ var('none', 1) }}{% endmacro %}
{% macro reads(name) %}{{ ref(name) }}{% endmacro %}
{% macro reads_if_run() %}{% if execute %}{{ ref('later') }}{% endif %}{% endmacro %}
{% macro setting(value) %}{{ config(materialized=value) }}{% endmacro %}
{% macro calls() %}{{ quiet(1) }}{{ caller() }}{% endmacro %}
{% macro answer() %}{{ return({'a': [1, 2]}) }}{% endmacro %}
{% macro dispatched() %}{{ return(adapter.dispatch('dispatched', 'kit')()) }}{% endmacro %}
`,
  ...wanted('kit'),
  ...installed('kit', {
    'macros/kit.sql': `
{% macro default__dispatched() %}{{ kit.quiet_of_kit() }}{% endmacro %}
{% macro duckdb__dispatched() %}{{ kit.quiet_of_kit() }} {{ ref('a') }}{% endmacro %}
{% macro quiet_of_kit() %}1{% endmacro %}
`,
  }),
  'models/a.sql': 'select 1 as id',
  'models/b.sql': 'select 1 as id',
  'models/later.sql': 'select 1 as id',
  'models/s.yml': 'sources: [{name: raw, tables: [{name: orders}]}]\n',
};

interface Found {
  readonly reads?: string[];
  readonly calls?: string[];
  readonly materialized?: string;
}

const own = (...names: string[]) => names.map((name) => `macro.shop.${name}`);

/** Each with what it asks for. */
const templates: readonly (readonly [string, Found])[] = [
  ['select 1', {}],
  ["select * from {{ ref('a') }} join {{ ref('b') }} using (id)", { reads: ['a', 'b'] }],
  ["select * from {{ ref('a') }}, {{ ref('a') }}", { reads: ['a'] }],
  ["{{ config(materialized='table') }}select * from {{ ref('b') }}", { materialized: 'table', reads: ['b'] }],
  ["{{ config(materialized='table') }}{{ config(materialized='view') }}", { materialized: 'view' }],
  ["{{ config({'materialized': 'table'}) }}", { materialized: 'table' }],
  ["{% set name = 'a' %}select * from {{ ref(name) }}", { reads: ['a'] }],
  ["{% for name in ['a', 'b'] %}select * from {{ ref(name) }}{% endfor %}", { reads: ['a', 'b'] }],
  ["{% if false %}{{ ref('nowhere') }}{% endif %}", {}],
  ["{% if execute %}{{ ref('a') }}{% endif %}", {}],
  ["-- {{ ref('a') }}", { reads: ['a'] }],
  ["{# {{ ref('nowhere') }} #}", {}],
  ["{% raw %}{{ ref('nowhere') }}{% endraw %}", {}],
  ["select {{ quiet(2) }} from {{ ref('a') }}", { reads: ['a'], calls: own('quiet') }],
  ["select * from {{ reads('b') }}", { reads: ['b'], calls: own('reads') }],
  ['select {{ reads_if_run() }}', { calls: own('reads_if_run') }],
  ["{{ setting('table') }}", { materialized: 'table', calls: own('setting') }],
  ["{% call calls() %}{{ ref('a') }}{% endcall %}", { reads: ['a'], calls: own('calls') }],
  ["{{ answer().a[1] }} {{ answer()['a'] | length }}", { calls: own('answer') }],
  ['{{ dispatched() }}', { reads: ['a'], calls: own('dispatched') }],
  ['{{ kit.quiet_of_kit() }}', { calls: ['macro.kit.quiet_of_kit'] }],
  ['{% set m = quiet %}{{ m(1) }}', { calls: own('quiet') }],
  ["{{ builtins.ref('b') }}", { reads: ['b'] }],
  ["{{ context['ref']('b') }}", { reads: ['b'] }],
  ["{{ ref('a').identifier }} {{ ref('b').schema }}", { reads: ['a', 'b'] }],
  ["{% if config.get('materialized') == 'view' %}{{ ref('b') }}{% endif %}", {}],
  ['{{ undefined_thing }} {{ undefined_call(1).more }}', {}],
  ["{% if execute %}{{ run_query('select 1').columns[0].values() }}{% endif %}", {}],
];

describe('a model asks for what is reached while it is rendered for parsing', () => {
  const found = async (text: string): Promise<Found> => {
    const project = await understood({ ...macros, 'models/m.sql': text });
    const { dependsOn, config } = model(project, 'm');
    return {
      reads: dependsOn.nodes.map((id) => id.slice('model.shop.'.length)),
      calls: [...dependsOn.macros],
      materialized: config.materialized,
    };
  };

  test.each(templates)('%s', async (text, { reads = [], calls = [], materialized = 'view' }) => {
    const expected = { reads, calls, materialized };
    expect(await found(text)).toEqual(expected);
    // What is told without rendering is what rendering tells: env_var has to be rendered.
    expect(await found(`${text}{{ env_var('NOWHERE', '') }}`)).toEqual(expected);
  });
});

test('macros called ref and source take the place of the built-in ones', async () => {
  const project = await understood({
    'macros/ref.sql': "{% macro ref(name) %}{{ return(builtins.ref(name ~ '_new')) }}{% endmacro %}",
    'models/a_new.sql': 'select 1 as id',
    'models/b.sql': "select * from {{ ref('a') }}",
  });
  expect(model(project, 'b').dependsOn).toEqual({ nodes: ['model.shop.a_new'], macros: own('ref') });
});

describe('what fails while parsing', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ["{{ exceptions.raise_compiler_error('no') }}", 'A3030 no'],
    ['{{ quiet(1, 2) }}', "A3003 macro 'quiet' takes not more than 1 argument(s)"],
    ['{{ return(1) }}', 'A3014 return() was called outside a macro'],
    ["{{ adapter.dispatch('nope')() }}", "A2209 no macro is called 'nope'"],
    ["{{ env_var('NOPE') }}", "A2031 the environment variable 'NOPE' is not set"],
    ["{{ ref('a', 'b', 'c') }}", 'A3003 ref() takes at most two arguments (3 given)'],
    ["{{ source('raw') }}", 'A3003 source() takes exactly two arguments (1 given)'],
    ["{{ run_query('select 1').columns }}", "A3002 'None' has no attribute 'table'"],
    [
      '{{ config(1) }}',
      "A3003 config() takes named values, as in config(materialized='table'), or one dict of them",
    ],
  ];
  test.each(wrong)('%s', async (text, problem) => {
    expect(await problems({ ...macros, 'models/m.sql': text })).toEqual([problem]);
  });
});

test('exceptions.warn is heard while parsing', async () => {
  const { warnings } = await understood({
    'models/a.sql': "{% do exceptions.warn('look out') %}select 1 as id",
  });
  expect(warnings.map(said)).toEqual([expect.stringContaining('look out')]);
});

test('hooks ask for what they read', async () => {
  const project = await understood({
    ...macros,
    'models/m.sql': `{{ config(post_hook="insert into log select * from {{ ref('a') }}") }}select 1 as id`,
  });
  expect(model(project, 'm').dependsOn.nodes).toEqual(['model.shop.a']);
});
