import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Records } from '../../src/execute/reuse/records.ts';
import { builtShop, shop, Workshop } from './workshop.ts';

/** What nodes came to is kept, so that a build defines only those that can be something else now. */

const defined = new Set<string>();

beforeEach(() => {
  const { define } = Records.prototype;
  defined.clear();
  const spy = vi.spyOn(Records.prototype, 'define').mockImplementation(function (this: Records, node) {
    defined.add(node.name);
    return define.call(this, node);
  });
  return () => spy.mockRestore();
});

/** The names of what a build defines, and of what it does. With `-v` it is not answered from files alone. */
async function build(made: Workshop, ...args: string[]) {
  defined.clear();
  const done = await made.done('build', '-v', ...args);
  return { defined: [...defined].sort(), done };
}

const nothing = { defined: [], done: [] };
const tests = ['not_null_orders_id', 'not_null_totals_customer', 'unique_orders_id'];
const below = ['by_region', 'not_null_totals_customer', 'totals'];
const all = ['by_region', ...tests.slice(0, 2), 'orders', 'raw_orders', 'regions', 'totals', tests[2]!];
const withoutSeed = all.filter((name) => name !== 'regions');

test('nothing is defined where nothing has changed', async () => {
  const made = await builtShop();
  expect(await build(made)).toEqual(nothing);
  expect(await build(made, '--select', 'totals')).toEqual(nothing);
  defined.clear();
  expect(await made.plan()).toContain('nothing to do');
  expect([...defined]).toEqual([]);
});

describe('what is defined again, and what is done', () => {
  type Change = (made: Workshop) => unknown;
  const edit = (file: string, from: string, to: string) => (made: Workshop) =>
    made.edit(file, (text) => text.replace(from, to));
  const changes: Readonly<
    Record<string, readonly [Change, defined: readonly string[], done?: readonly string[]]>
  > = {
    'a leaf': [edit('models/by_region.sql', 'sum', 'max'), ['by_region']],
    'a model, and what reads it': [edit('models/totals.sql', 'sum(', 'max('), below],
    'a model that comes out the same': [edit('models/totals.sql', 'select', 'select '), ['totals'], []],
    'the macros, for all': [edit('macros/doubled.sql', '* 2', '* 3'), all, below],
    'a new macro': [(made) => made.write({ 'macros/new.sql': '{% macro new() %}{% endmacro %}' }), all, []],
    'a var': [
      edit('project.yml', 'least: 0', 'least: 20'),
      all,
      all.filter((name) => !['raw_orders', 'regions'].includes(name)),
    ],
    'the alias of what is read': [
      edit('models/totals.sql', 'select', "{{ config(alias='sums') }}select"),
      ['by_region', 'not_null_totals_customer', 'totals'],
      ['totals'],
    ],
    'the schema of what is read': [
      edit('models/totals.sql', 'select', "{{ config(schema='other') }}select"),
      ['by_region', 'not_null_totals_customer', 'totals'],
      ['totals'],
    ],
    'the materialization of what is read': [
      edit('models/totals.sql', 'select', "{{ config(materialized='view') }}select"),
      below,
    ],
    'what was read is put in place': [
      edit('models/totals.sql', 'select', "{{ config(materialized='ephemeral') }}select"),
      ['by_region', 'not_null_totals_customer'],
    ],
    'a file of a source': [edit('data/orders.csv', '45', '54'), withoutSeed],
    'another file of a source': [
      (made) => made.write({ 'data/more.csv': 'id,customer,amount\n4,ben,1\n' }),
      withoutSeed,
    ],
    'how a source is read': [
      edit('models/shop.yml', 'files: data/*.csv', "files: data/*.csv, options: { nullstr: '12' }"),
      withoutSeed,
    ],
    'a seed': [edit('seeds/regions.csv', 'south', 'north'), ['by_region', 'regions']],
    'a setting of the target': [
      edit('project.yml', 'threads: 1', 'threads: 1, settings: { default_null_order: nulls_first }'),
      all,
    ],
    'the arguments of a test': [
      edit('models/shop.yml', 'unique]', 'unique: { severity: warn }]'),
      ['unique_orders_id'],
    ],
    'the where of a test': [
      edit('models/shop.yml', '[not_null]', '[{ not_null: { where: "amount > {{ var(\'least\') }}" } }]'),
      ['not_null_totals_customer'],
    ],
    'a description': [edit('models/shop.yml', '- name: totals', '- name: totals\n    description: x'), []],
  };
  test.each(Object.entries(changes))('%s', async (_, [change, now, done = now]) => {
    const made = await builtShop();
    await change(made);
    expect(await build(made)).toEqual({ defined: [...now].sort(), done: [...done].sort() });
    expect(await build(made)).toEqual(nothing);
  });
});

test('the text of an ephemeral model is a part of what reads it, also through another', async () => {
  const made = await builtShop({
    'models/orders.sql': `{{ config(materialized='ephemeral') }}select * from {{ ref('raw_orders') }}`,
    'models/more.sql': `{{ config(materialized='ephemeral') }}select * from {{ ref('orders') }}`,
    'models/totals.sql': "select customer, sum(amount) as amount from {{ ref('more') }} group by all",
  });
  expect(await build(made)).toEqual(nothing);
  made.edit('models/orders.sql', (text) => `${text} where amount > 20`);
  expect((await build(made)).done).toEqual(
    all.filter((name) => !['orders', 'raw_orders', 'regions'].includes(name)),
  );
  expect(await build(made)).toEqual(nothing);
});

test('an environment variable that is read', async () => {
  const made = new Workshop({
    ...shop,
    'models/orders.sql': shop['models/orders.sql']!.replace("var('least')", "env_var('LEAST', '0')"),
  });
  await made.does('build');
  made.env = { OTHER: '40' };
  expect(await build(made)).toEqual(nothing);
  made.edit('models/by_region.sql', (text) => `${text} -- all`);
  expect(await build(made)).toEqual({ defined: ['by_region'], done: [] });
  // It was read by what was not defined in the run before.
  made.env = { LEAST: '40' };
  expect(await made.done('build')).toContain('orders');
  expect(await build(made)).toEqual(nothing);
});

test('vars and targets of the command line have their own', async () => {
  const made = await builtShop({
    'project.yml': shop['project.yml']!.replace(
      'models:',
      '  prod: { path: prod.duckdb, threads: 1 }\nmodels:',
    ),
  });
  expect((await build(made, '--vars', 'least: 40')).done).toContain('orders');
  expect(await build(made, '--vars', 'least: 40')).toEqual(nothing);
  expect((await build(made)).done).toContain('orders');
  expect(await build(made)).toEqual(nothing);
  expect((await build(made, '--target', 'prod')).done).toEqual(all);
  expect(await build(made, '--target', 'prod')).toEqual(nothing);
  expect(await build(made)).toEqual(nothing);
});

test('what is built by force or anew is known afterwards', async () => {
  const made = await builtShop({
    'models/totals.sql': `{{ config(materialized='incremental', unique_key='customer') }}
select customer, {{ 'min' if flags.FULL_REFRESH else 'max' }}(amount) as amount from {{ ref('orders') }}
{% if is_incremental() %}where customer <> 'nobody'{% endif %} group by all`,
  });
  await build(made);
  expect(await build(made)).toEqual({ defined: ['totals'], done: [] });
  expect((await build(made, '--force')).done).toEqual(all);
  expect(await build(made)).toEqual({ defined: ['totals'], done: [] });
  expect((await build(made, '--full-refresh')).done).toEqual(all);
  expect((await build(made)).done).toContain('totals');
});

test.each(['{{ run_started_at }}', '{{ invocation_id }}', '{{ modules.datetime.datetime.now() }}'])(
  'a template that says %s is looked at each time',
  async (moment) => {
    const made = await builtShop({
      'macros/doubled.sql': `${shop['macros/doubled.sql']}{% macro moment() %}${moment}{% endmacro %}`,
      'models/by_region.sql': `select '{{ moment() }}' as moment, * from {{ ref('totals') }}`,
    });
    expect(await build(made)).toEqual({ defined: ['by_region'], done: ['by_region'] });
  },
);

test('also in a test of the project', async () => {
  const made = await builtShop({
    'macros/is_old.sql':
      "{% test is_old(model) %}select * from {{ model }} where '{{ run_started_at }}' < '2000'{% endtest %}",
    'models/shop.yml': `${shop['models/shop.yml']}    data_tests: [is_old]\n`,
  });
  expect(await build(made)).toEqual({ defined: ['is_old_totals_'], done: ['is_old_totals_'] });
});

test('where a template draws lots nothing is kept', async () => {
  const made = await builtShop({ 'models/lots.sql': 'select {{ [1, 1] | random }} as one' });
  expect(await build(made)).toEqual({ defined: [...all, 'lots'].sort(), done: [] });
});

test('functions of the warehouse', async () => {
  const made = new Workshop({
    ...shop,
    'models/totals.sql': "select customer, twice(amount) as amount from {{ ref('orders') }}",
  });
  await made.sql('create macro twice(x) as x * 2');
  await made.does('build');
  expect(await build(made)).toEqual(nothing);
  await made.sql('create or replace macro twice(x) as x * 3');
  expect((await build(made)).done).toEqual(expect.arrayContaining(['totals', 'by_region']));
  expect(await build(made)).toEqual(nothing);
});

test('what another checkout has built in its own way is not taken for what was kept', async () => {
  const made = await builtShop({
    'models/by_region.sql': "{{ config(materialized='view') }}select * from {{ ref('totals') }}",
  });
  const other = new Workshop({});
  cpSync(made.dir, other.dir, { recursive: true });
  const moved = (name: string) => made.path(name);
  other.edit('project.yml', (text) => text.replace('shop.duckdb', moved('shop.duckdb')));
  other.edit('models/totals.sql', (text) => `{{ config(alias='sums') }}${text}`);
  // The view has the same fingerprint, and reads another table now.
  expect((await build(other)).done).toEqual(expect.arrayContaining(['by_region']));
  expect((await build(made)).done).toEqual(expect.arrayContaining(['by_region']));
  expect(await made.sql('select count(*) from by_region')).toEqual([['2']]);
});

test('a table that was changed or dropped by somebody else', async () => {
  const made = await builtShop();
  await made.sql("update totals set amount = 1 where customer = 'ann'");
  expect((await build(made)).done).toContain('totals');
  await made.sql('drop table by_region');
  expect((await build(made)).done).toContain('by_region');
  expect(await build(made)).toEqual(nothing);
});

describe('what is kept', () => {
  const keptFiles = (made: Workshop) =>
    readdirSync(made.path('target/.assay'))
      .filter((name) => name.startsWith('kept-'))
      .map((name) => join(made.path('target/.assay'), name));

  test('may be damaged anywhere', async () => {
    const made = await builtShop();
    const [path] = keptFiles(made);
    const bytes = readFileSync(path!);
    for (const at of [0, 20, 70, 300, bytes.length >> 1, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = damaged[at]! ^ 1;
      writeFileSync(path!, damaged);
      expect(await build(made)).toEqual({ defined: all, done: [] });
      expect(await build(made)).toEqual(nothing);
    }
    writeFileSync(path!, bytes.subarray(0, 1000));
    expect(await build(made)).toEqual({ defined: all, done: [] });
    writeFileSync(path!, '');
    expect(await build(made)).toEqual({ defined: all, done: [] });
  });

  test('may be gone, or is left alone', async () => {
    const made = await builtShop();
    expect(await build(made, '--no-partial-parse')).toEqual({ defined: all, done: [] });
    made.remove('target');
    expect(await build(made)).toEqual({ defined: all, done: [] });
    expect(await build(made)).toEqual(nothing);
  });

  test('is one file for each of the last eight ways to ask', async () => {
    const made = await builtShop();
    for (let least = 1; least <= 9; least++) await build(made, '--vars', `least: ${least}`);
    expect(keptFiles(made)).toHaveLength(8);
  });
});
