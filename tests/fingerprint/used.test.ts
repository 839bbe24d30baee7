import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compileSettings } from '../../src/cli/open/compile-settings.ts';
import { openProject } from '../../src/cli/open/open-project.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { macrosUsed } from '../../src/fingerprint/definition-macros.ts';
import { readsOf } from '../../src/fingerprint/definition-vars.ts';

const project = {
  'project.yml':
    "name: shop\nvars: { rate: 2, day: '2001-02-03', unread: 1 }\ntargets: { dev: { path: dev.duckdb } }\n",
  'macros/money.sql': `{% macro cents(column) %}{{ scaled(column) }} * 100{% endmacro %}
{% macro scaled(x) %}{{ x }} * {{ var('rate') }}{% endmacro %}
{% macro unused() %}{{ env_var('NOBODY') }}{% endmacro %}
{% macro column(x) %}{{ x }}{% endmacro %}
{% macro given(how) %}{{ how('a') }}{% endmacro %}`,
  'models/plain.sql': 'select 1 as a\n',
  'models/priced.sql': "select {{ cents('a') }} as b from {{ ref('plain') }}\n",
  'models/handed.sql': 'select {{ given(column) }}\n',
  'models/growing.sql': `{{ config(materialized='incremental') }}
select 1 as a {% if is_incremental() %} where '{{ var('day') }}' < '{{ env_var('UNTIL', 'z') }}' {% endif %}
{% if target.name == 'prod' %} and {{ var('unread') }} = {{ scaled(1) }} {% endif %}`,
  'models/configured.sql': 'select 1 as a\n',
  'models/shop.yml': `models:
  - name: configured
    config: { post-hook: "select '{{ var('day') }}'" }
    columns:
      - name: a
        data_tests:
          - accepted_range: { max: "{{ env_var('MOST', '5') }}" }
          - at_least: { than: "{{ var('rate') }}" }
`,
  'tests/generic/at_least.sql':
    "{% test at_least(model, column_name, than) %}select * from {{ model }} where {{ column_name }} < {{ than }} and 'x' != {{ var('day') }}{% endtest %}\n",
  'tests/none.sql':
    "select {{ column('a') }} as a from {{ ref('plain') }} where false and {{ var('rate') }} > 1\n",
};

async function opened(files: Readonly<Record<string, string>> = {}, env: Record<string, string> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'assay-used-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  for (const [name, text] of Object.entries({ ...project, ...files })) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const read = await openProject({}, { cwd: dir, env } as unknown as Terminal);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const run = { runId: '', startedAt: 0, fullRefresh: false, exists: () => false, emit: () => undefined };
  const compile = compileSettings(read.value, run);
  const nodeOf = (name: string) =>
    [...read.value.manifest.nodes.values()].find((node) => node.name === name)!;
  return {
    macros: (name: string) => macrosUsed(nodeOf(name), read.value.manifest),
    reads: (name: string) => readsOf(nodeOf(name), compile),
  };
}

const names = (used: Readonly<Record<string, string>>) =>
  Object.keys(used).map((id) => id.replace('macro.shop.', ''));

test('the macros of a node are those that it calls, also through others, and that it hands on', async () => {
  const { macros } = await opened();
  expect(names(macros('plain'))).toEqual([]);
  expect(names(macros('priced'))).toEqual(['cents', 'scaled']);
  expect(names(macros('handed'))).toEqual(['column', 'given']);
  expect(names(macros('growing'))).toEqual(['scaled']);
  expect(names(macros('none'))).toEqual(['column']);
  expect(names(macros('at_least_configured_a___var_rate_'))).toEqual(['test_at_least']);
});

test('comments and spaces in a macro do not count, what it says does', async () => {
  const before = (await opened()).macros('priced');
  const money = project['macros/money.sql'];
  const cosmetic = money
    .replace(
      '{% macro cents(column) %}',
      '{#- in cents -#}\n{%- macro cents( column ) -%}\n  -- a hundred\n  ',
    )
    .replace("var('rate')", 'var( "rate" )');
  expect((await opened({ 'macros/money.sql': cosmetic })).macros('priced')).toEqual(before);
  const other = (await opened({ 'macros/money.sql': money.replace('* 100', '* 1000') })).macros('priced');
  expect(other['macro.shop.scaled']).toBe(before['macro.shop.scaled']);
  expect(other['macro.shop.cents']).not.toBe(before['macro.shop.cents']);
});

test('what the file of a macro sets for all of its macros is part of each', async () => {
  const money = project['macros/money.sql'];
  const before = (await opened({ 'macros/money.sql': `{% set factor = 2 %}${money}` })).macros('priced');
  const after = (await opened({ 'macros/money.sql': `{% set factor = 3 %}${money}` })).macros('priced');
  expect(after['macro.shop.cents']).not.toBe(before['macro.shop.cents']);
});

test('vars and environment variables are those that are read while the node is rendered', async () => {
  const { reads } = await opened({}, { UNTIL: 'secret' });
  expect(reads('plain')).toEqual({ vars: {}, env: {} });
  expect(reads('priced')).toEqual({ vars: { rate: '2' }, env: {} });
  const { vars, env } = reads('growing');
  expect(vars).toEqual({ day: '"2001-02-03"' });
  expect(Object.keys(env)).toEqual(['UNTIL']);
  expect(JSON.stringify(env)).not.toContain('secret');
});

test('templates in configs, in arguments of tests and in the macros of tests read too', async () => {
  const { reads } = await opened();
  expect(reads('configured')).toEqual({ vars: { day: '"2001-02-03"' }, env: {} });
  expect(Object.keys(reads('accepted_range_configured_a___env_var_MOST_5_').env)).toEqual(['MOST']);
  expect(reads('at_least_configured_a___var_rate_').vars).toEqual({ day: '"2001-02-03"', rate: '2' });
  expect(reads('none').vars).toEqual({ rate: '2' });
});
