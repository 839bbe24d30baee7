import { expect, test } from 'vitest';
import { type Files, Shop } from '../execute/shop.ts';

/** What `{{ expression }}` prints in a model, as the one column of a row. */
const project: Files = {
  'project.yml': `name: shop
vars: {least: 3, names: [a, b], shop: {own: 'of the project'}}
targets:
  dev: {path: ':memory:', schema_prefix: '', schema: main}
`,
  'models/a.sql': 'select 1 as id',
  'models/sources.yml': 'sources: [{name: raw, tables: [{name: t}]}]\n',
  'macros/macros.sql': '{% macro here() %}{{ this }} {{ target.name }}{% endmacro %}',
};

const values: readonly [expression: string, value: string][] = [
  ['this', '"lake"."m_alias"'],
  ['this.schema', 'lake'],
  ['this.identifier ~ this.name ~ this.table', 'm_aliasm_aliasm_alias'],
  ['here()', '"lake"."m_alias" dev'],
  ['target.name ~ target.schema ~ target.type', 'devmainduckdb'],
  ["var('least') + 1", '4'],
  ["var('names')[0] ~ var('missing', 'default')", 'adefault'],
  ["var('own')", 'of the project'],
  ["var.has_var('least') ~ var.has_var('no')", 'TrueFalse'],
  ["env_var('NOT_SET', 'x')", 'x'],
  ["config.get('alias')", 'm_alias'],
  ["config.get('missing', 'x') ~ config.get('missing', default='y')", 'xy'],
  ["config.get('missing') is none", 'True'],
  ["config.require('schema')", 'lake'],
  ["config(tags='x')", ''],
  ['is_incremental()', 'False'],
  ['execute', 'True'],
  ['ref("a")', '"main"."a"'],
  ['ref("a").identifier ~ ref("a").schema', 'amain'],
  ['ref("a") == ref("a")', 'True'],
  ['source("raw", "t")', '"raw"."t"'],
  ['flags.FULL_REFRESH', 'False'],
  ["local_md5('x')", '9dd4e461268c8034f5c8564e155c67a6'],
  ["zip([1, 2], ['a', 'b']) | list", "[(1, 'a'), (2, 'b')]"],
  ['set([1, 1]) | length', '1'],
  ['log("quiet")', ''],
];

for (const [expression, value] of values) {
  test(`{{ ${expression} }}`, async () => {
    const it = new Shop({
      ...project,
      'models/m.sql': `{{ config(schema='lake', alias='m_alias') }}select $$<{{ ${expression} }}>$$ as x, {{ 1 if ref('a') else 2 }} as y`,
    });
    const ran = await it.build();
    expect(ran.of('m').diagnostics).toEqual([]);
    expect(await it.rows('select x from lake.m_alias')).toEqual([`<${value}>`]);
  });
}

for (const [expression, value] of [
  ['tojson([1, "a", 1.0, none])', '[1, "a", 1.0, null]'],
  ['tojson({"b": 1, "a": [true]})', '{"b": 1, "a": [true]}'],
  ['tojson({"b": 1, "a": 2}, sort_keys=true)', '{"a": 2, "b": 1}'],
  ["fromjson('[1.0, 1e3, 12345678901234567890]')", '[1.0, 1000.0, 12345678901234567890]'],
  ['fromjson(\'{"a": {"b": "1.0"}}\').a.b', '1.0'],
] as const) {
  test(`{{ ${expression} }} is Python's JSON`, async () => {
    const it = new Shop({ ...project, 'models/m.sql': `select $$<{{ ${expression} }}>$$ as x` });
    await it.build();
    expect(await it.rows('select x from main.m')).toEqual([`<${value}>`]);
  });
}

test('run_started_at prints as Python’s datetime in UTC', async () => {
  const it = new Shop({
    ...project,
    'models/m.sql': `select '{{ run_started_at }}' as a, '{{ run_started_at.isoformat() }}' as b,
      '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as c, '{{ run_started_at.strftime("%j %A") }}' as d, '{{ run_started_at.date() }}' as e`,
  });
  await it.build();
  const [row] = await it.rows("select a || '|' || b || '|' || c || '|' || d || '|' || e from main.m");
  const [text, iso, plain, day, date] = row!.split('|');
  expect(text).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})?\+00:00$/);
  expect(iso).toBe(text!.replace(' ', 'T'));
  expect(text!.startsWith(plain!)).toBe(true);
  expect(day).toMatch(/^\d{3} \w+day$/);
  expect(text!.startsWith(date!)).toBe(true);
});

for (const [title, template, expected] of [
  [
    'a dependency that shows only when it runs',
    "{% if execute %}{{ ref('a' ~ '') }}{% endif %}",
    'A2017 m reads a, which could not be known before it runs',
  ],
  [
    'an unknown ref that shows only when it runs',
    "{% if execute %}{{ ref('z' ~ '') }}{% endif %}",
    "A2014 nothing is called 'z'",
  ],
  [
    'a var without a value',
    "select 1 -- {% if execute %}{{ var('nope') }}{% endif %}",
    "A2030 the var 'nope' has no value",
  ],
  [
    'an environment variable that is not set',
    "{% if execute %}{{ env_var('NOPE') }}{% endif %}",
    "A2031 the environment variable 'NOPE' is not set",
  ],
  [
    'a secret',
    "{% if execute %}{{ env_var('DBT_ENV_SECRET_X') }}{% endif %}",
    "A2032 the secret 'DBT_ENV_SECRET_X' cannot be read in a model",
  ],
  [
    'a required config',
    "{{ config.require('owner') }}",
    "A2033 the config 'owner' is required here and not given",
  ],
  [
    'an error of the project’s own',
    "{% if execute %}{{ exceptions.raise_compiler_error('stop here') }}{% endif %}",
    'A3030 stop here',
  ],
  ['an undefined value', 'select {{ nothing }}', "A3002 'nothing' is undefined"],
  ['JSON that is none', "{% if execute %}{{ fromjson('{') }}{% endif %}", 'A3004 this is not JSON'],
] as const) {
  test(`${title} is an error of the model`, async () => {
    const it = new Shop({ ...project, 'models/m.sql': `\n${template}` });
    const ran = await it.build();
    const [diagnostic] = ran.of('m').diagnostics;
    expect(`${diagnostic?.code} ${diagnostic?.message}`).toContain(expected);
    expect(diagnostic?.location).toMatchObject({ file: 'models/m.sql', range: { start: { line: 2 } } });
  });
}

test('depends_on in a comment makes a dependency that shows only when it runs known', async () => {
  const it = new Shop({
    ...project,
    'models/m.sql':
      "-- depends_on: {{ ref('a') }}\nselect * from {% if execute %}{{ ref('a' ~ '') }}{% endif %}",
  });
  expect((await it.build()).lines).toEqual(['a success', 'm success']);
});

test('errors of SQL are at the place in the file that they come from, through macros and ephemeral models', async () => {
  const placeOf = async (files: Files, select: string) => {
    const it = new Shop({ ...project, ...files });
    const { location, code } = (await it.build()).of(select).diagnostics[0]!;
    return `${code} ${location!.file}:${location!.range?.start.line}:${location!.range?.start.column}`;
  };
  expect(
    await placeOf({ 'models/m.sql': '-- über\nwith x as (select 1 as id)\nselect idd from x' }, 'm'),
  ).toBe('A5003 models/m.sql:3:8');
  expect(
    await placeOf({ 'models/m.sql': "{% set c = 'idd' %}\nselect\n  {{ c }} from {{ ref('a') }}" }, 'm'),
  ).toBe('A5003 models/m.sql:3:3');
  expect(
    await placeOf(
      {
        'models/e.sql':
          "{{ config(materialized='ephemeral') }}\n-- first\nselect id, idd\nfrom {{ ref('a') }};",
        'models/m.sql': "with own as (select 1)\nselect * from {{ ref('e') }}",
      },
      'm',
    ),
  ).toBe('A5003 models/e.sql:3:12');
  expect(await placeOf({ 'models/m.sql': 'select 1 as a,\n  2 as b frm x' }, 'm')).toMatch(
    /^A5001 models\/m\.sql:2:/,
  );
});
