import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtShop, shop, tables, Workshop } from './workshop.ts';

/** What is built again after a change, and what is not. */

const tests = ['not_null_orders_id', 'not_null_totals_customer', 'unique_orders_id'];
const fromTotals = ['by_region', 'not_null_totals_customer', 'totals'];
const fromOrders = [...fromTotals, 'orders', 'not_null_orders_id', 'unique_orders_id'].sort();
const fromFiles = [...fromOrders, 'raw_orders'].sort();
const all = [...fromFiles, 'regions'].sort();

test('nothing is done where nothing has changed', async () => {
  const made = await builtShop();
  expect(await made.does('build')).toEqual(Object.fromEntries(all.map((name) => [name, 'unchanged'])));
  expect(await made.plan()).toContain('nothing to do: 3 tests passed before');
});

describe('what does not count', () => {
  const looks: Readonly<Record<string, (made: Workshop) => void>> = {
    'comments, spacing and case of SQL': (made) =>
      made.write({
        'models/totals.sql': `-- by customer
SELECT customer,
       SUM({{ doubled('amount') }}) AS amount
FROM {{ ref('orders') }} /* all of them */ GROUP BY ALL
`,
      }),
    'descriptions, tags and meta': (made) =>
      made.edit('models/shop.yml', (text) =>
        text.replace(
          '- name: totals\n',
          '- name: totals\n    description: By customer\n    config: { tags: [daily], meta: { owner: ann } }\n',
        ),
      ),
    'an edit of a macro that gives the same': (made) =>
      made.edit('macros/doubled.sql', (text) =>
        text.replace('{{ column }} * 2', '{{ column }}  *  {{ 1 + 1 }}'),
      ),
    'a macro that is not used': (made) =>
      made.edit('macros/doubled.sql', (text) => text.replace('}1{', '}2{')),
    'a var that is not read': (made) =>
      made.edit('project.yml', (text) => text.replace('least: 0', 'least: 0, most: 1')),
    'threads and memory': (made) =>
      made.edit('project.yml', (text) => text.replace('threads: 1', 'threads: 2, memory_limit: 1GB')),
    'a file of data that was only touched': (made) => made.edit('data/orders.csv', (text) => text),
    'an edit that is taken back': (made) => {
      made.edit('models/totals.sql', (text) => text.replace('sum(', 'max('));
      made.edit('models/totals.sql', (text) => text.replace('max(', 'sum('));
    },
  };
  test.each(Object.entries(looks))('%s', async (_, change) => {
    const made = await builtShop();
    change(made);
    expect(await made.done('build')).toEqual([]);
  });
});

describe('what counts', () => {
  const changes: Readonly<Record<string, [change: (made: Workshop) => void, done: readonly string[]]>> = {
    'SQL, and what reads it': [
      (made) => made.edit('models/totals.sql', (text) => text.replace('sum(', 'max(')),
      fromTotals,
    ],
    'a config': [
      (made) => made.edit('models/by_region.sql', (text) => `{{ config(materialized='view') }}${text}`),
      ['by_region'],
    ],
    'a macro that gives another text': [
      (made) => made.edit('macros/doubled.sql', (text) => text.replace('* 2', '* 3')),
      fromTotals,
    ],
    'a var': [
      (made) => made.edit('project.yml', (text) => text.replace('least: 0', 'least: 20')),
      fromOrders,
    ],
    'a setting of the target': [
      (made) =>
        made.edit('project.yml', (text) =>
          text.replace('threads: 1', 'threads: 1, settings: { default_null_order: nulls_first }'),
        ),
      all,
    ],
    'a seed': [
      (made) => made.edit('seeds/regions.csv', (text) => text.replace('south', 'north')),
      ['by_region', 'regions'],
    ],
    'a file of a source, of the same length': [
      (made) => made.edit('data/orders.csv', (text) => text.replace('45', '54')),
      fromFiles,
    ],
    'a new file of a source': [
      (made) => made.write({ 'data/more.csv': 'id,customer,amount\n4,ben,1\n' }),
      fromFiles,
    ],
    'the order of rows, as far as it goes: not beyond what comes out the same': [
      (made) =>
        made.edit('data/orders.csv', (text) => text.replace('1,ann,30\n2,ben,45', '2,ben,45\n1,ann,30')),
      ['orders', 'raw_orders'],
    ],
    'the definition of a test': [
      (made) =>
        made.edit('models/shop.yml', (text) => text.replace('unique]', 'unique: { severity: warn }]')),
      ['unique_orders_id'],
    ],
  };
  test.each(Object.entries(changes))('%s', async (_, [change, done]) => {
    const made = await builtShop();
    change(made);
    expect(await made.done('build')).toEqual(done);
    expect(await made.done('build')).toEqual([]);
  });

  test('an environment variable', async () => {
    const made = new Workshop({
      ...shop,
      'models/orders.sql': shop['models/orders.sql']!.replace("var('least')", "env_var('LEAST', '0')"),
    });
    await made.does('build');
    made.env = { LEAST: '40' };
    expect(await made.done('build')).toContain('orders');
    expect(await made.done('build')).toEqual([]);
  });
});

test('a table that comes out identical stops the wave', async () => {
  const made = await builtShop();
  made.edit('models/orders.sql', (text) => text.replace('where', 'where true and'));
  expect(await made.plan()).toContain('? totals if orders comes out different');
  expect(await made.done('build')).toEqual(['orders']);
});

describe('tests', () => {
  test('run again until they pass', async () => {
    const made = await builtShop({
      'models/totals.yml': `models:
  - name: by_region
    columns:
      - name: region
        data_tests: [{ accepted_values: { values: [north], severity: warn } }]
`,
    });
    expect(await made.done('build')).toEqual(['accepted_values_by_region_region__north']);
    expect(await made.plan()).toContain(
      '+ test accepted_values_by_region_region__north warned the last time',
    );
    made.edit('models/totals.yml', (text) => text.replace('[north]', '[north, south]'));
    expect(await made.done('build')).toEqual(['accepted_values_by_region_region__north__south']);
    expect(await made.done('build')).toEqual([]);
  });

  test('say how they ended the last time', async () => {
    const made = await builtShop();
    const test = 'accepted_values_regions_region__north';
    made.write({
      'seeds/regions.yml':
        'seeds: [{ name: regions, columns: [{ name: region, data_tests: [{ accepted_values: { values: [north] } }] }] }]\n',
    });
    expect(await made.plan()).toContain(`+ test ${test} has not passed here yet`);
    expect(await made.done('build')).toContain(test);
    expect(await made.plan()).toContain(`+ test ${test} failed the last time`);
    const { nodes, tests: told } = await made.planned();
    expect(nodes.every(({ action }) => action === 'reuse')).toBe(true);
    expect(told.find(({ node }) => node.includes(test))?.reason).toEqual({
      kind: 'not_passed',
      verdict: 'fail',
    });
    expect((await made.run(['build', '-v'])).printed).toMatch(
      /accepted_values_regions_region__north +failed the last time/,
    );
    made.edit('seeds/regions.csv', (text) => text.replace('south', 'north'));
    await made.does('build');
    expect(await made.plan()).toContain('nothing to do');
  });

  test('run at the next build where `run` has built without them', async () => {
    const made = new Workshop(shop);
    await made.does('seed');
    await made.does('run');
    expect(await made.done('build')).toEqual(tests);
    expect(await made.done('run')).toEqual([]);
    expect(await made.done('build')).toEqual([]);
  });

  test('a model whose test failed keeps its version and is built again', async () => {
    const made = await builtShop();
    made.edit('models/orders.sql', (text) => text.replace('select id,', 'select null::int as id,'));
    expect((await made.does('build')).not_null_orders_id).toBe('fail');
    const again = await made.does('build');
    expect([again.orders, again.totals]).toEqual(['built', 'skipped']);
    made.write({ 'models/orders.sql': shop['models/orders.sql']! });
    expect(await made.done('build')).toEqual(['not_null_orders_id', 'unique_orders_id']);
  });
});

describe('what is never reused', () => {
  const unprovable: Readonly<Record<string, [sql: string, why: string]>> = {
    'a volatile function': ['select now() as at', 'now gives something else each time'],
    'a word that tells the date': [
      'select current_date as at',
      'current_date gives something else each time',
    ],
    'a file that the SQL reads by itself': [
      "select * from read_csv('$PWD/data/orders.csv')",
      'without ref or source',
    ],
    'a relation without ref': ['select * from main.regions', 'without ref or source'],
  };
  test.each(Object.entries(unprovable))('%s', async (_, [written, why]) => {
    const made = await builtShop();
    const sql = written.replace('$PWD', made.dir);
    made.write({ 'models/a.sql': sql });
    await made.does('build');
    expect(await made.does('build')).toMatchObject({ a: 'built', orders: 'unchanged' });
    expect(await made.plan()).toContain(why);
    made.write({ 'models/a.sql': `{{ config(stable=true) }}${sql}` });
    await made.does('build');
    expect(await made.done('build')).toEqual([]);
  });

  test('what reads a table of another database, unless that is declared stable', async () => {
    const made = new Workshop({ ...shop });
    await made.sql('create table t as select 1 as x', 'other.duckdb');
    made.edit('project.yml', (text) =>
      text.replace('threads: 1', 'threads: 1, attach: [{ path: other.duckdb, read_only: true }]'),
    );
    made.write({
      'models/other.yml': 'sources:\n  - name: main\n    database: other\n    tables:\n      - name: t\n',
      'models/a.sql': "select * from {{ source('main', 't') }}",
    });
    await made.does('build');
    expect(await made.done('build')).toEqual(['a']);
    expect(await made.plan()).toContain('nothing tells whether source:main.t has changed');
    made.edit('models/other.yml', (text) => `${text}        config: { stable: true }\n`);
    await made.does('build');
    expect(await made.done('build')).toEqual([]);
  });

  test('below it, what came out the same is reused', async () => {
    const made = await builtShop({
      'models/now.sql': "select now() > timestamptz '2000-01-01' as is_late",
      'models/reader.sql': "select * from {{ ref('now') }}",
    });
    expect(await made.done('build')).toEqual(['now']);
  });
});

describe("behind Assay's back", () => {
  const meddled: Readonly<Record<string, [sql: string, done: readonly string[]]>> = {
    'a row was changed': ["update totals set amount = 0 where customer = 'ann'", ['raw_orders', 'totals']],
    'a table was dropped': ['drop table by_region', ['by_region', 'raw_orders']],
    'a table was replaced': ['create or replace table totals as select 1 as x', ['raw_orders', 'totals']],
    'a table became a view': [
      'drop table by_region; create view by_region as select 1 as x',
      ['by_region', 'raw_orders'],
    ],
    'something else was written': ['create table other as select 1 as x', ['raw_orders']],
  };
  // A view is built again whenever somebody wrote: what it says cannot be compared.
  test.each(Object.entries(meddled))('%s', async (_, [sql, done]) => {
    const made = await builtShop();
    const before = await made.sql('from by_region order by all');
    await made.done('build');
    await made.sql(sql);
    const did = await made.done('build');
    expect(did).toEqual(done);
    expect(await made.sql('from by_region order by all')).toEqual(before);
    await made.done('build');
    expect(await made.done('build')).toEqual([]);
  });

  test('a source that is a table of the warehouse', async () => {
    const made = tables({
      'models/raw.yml': 'sources:\n  - name: raw\n    tables:\n      - name: days\n',
      'models/days.sql': "select * from {{ source('raw', 'days') }}",
    });
    await made.sql('create schema raw; create table raw.days as select 1 as day');
    await made.does('build');
    expect(await made.done('build')).toEqual([]);
    await made.sql('insert into raw.days values (2)');
    expect(await made.done('build')).toEqual(['days']);
    await made.sql('insert into raw.days values (3); delete from raw.days where day = 3');
    expect(await made.done('build')).toEqual([]);
  });

  test('Parquet files', async () => {
    const made = await builtShop({
      'models/files.sql': "{{ config(format='parquet') }}select * from {{ ref('totals') }}",
      'models/reader.sql': "select * from {{ ref('files') }}",
    });
    expect(await made.done('build')).toEqual([]);
    const folder = made.path('lake/main/files/current');
    const [file] = readdirSync(folder);
    writeFileSync(`${folder}/${file}`, readFileSync(`${folder}/${file}`));
    expect(await made.done('build')).toEqual(['files']);
    expect(await made.done('build')).toEqual([]);
    made.remove(`lake/main/files/current/${readdirSync(folder)[0]}`);
    expect(await made.done('build')).toContain('files');
    expect(await made.done('build')).toEqual([]);
  });
});

test('an incremental model with nothing new to read adds nothing', async () => {
  const made = await builtShop({
    'models/log.sql': "{{ config(materialized='incremental') }}select * from {{ ref('orders') }}",
  });
  expect(await made.done('build')).toEqual([]);
  expect(await made.sql('select count(*) from log')).toEqual([['3']]);
  made.write({ 'data/more.csv': 'id,customer,amount\n4,ben,1\n' });
  expect(await made.done('build')).toContain('log');
  expect(await made.sql('select count(*) from log')).toEqual([['7']]);
  expect(await made.done('build', '--full-refresh')).toContain('log');
  expect(await made.sql('select count(*) from log')).toEqual([['4']]);
});

test('after hooks the warehouse counts as written to: views are built again, small tables compared', async () => {
  const made = await builtShop({
    'models/hooked.sql': `{{ config(post_hook="create or replace table other as select 1") }}select 1 as x`,
  });
  expect(await made.done('build')).toEqual(['raw_orders']);
});

test('a changed hook builds its model again', async () => {
  const made = await builtShop({
    'models/hooked.sql': `{{ config(post_hook="comment on table {{ this }} is 'one'") }}select 1 as x`,
  });
  made.edit('models/hooked.sql', (text) => text.replace("'one'", "'two'"));
  expect(await made.done('build')).toContain('hooked');
});

test('a macro that on-run-start runs counts, the moment and the run in it do not', async () => {
  const macro = (plus: number) =>
    `{% macro functions() %}create or replace macro more(x) as x + ${plus}{% endmacro %}`;
  const made = new Workshop({
    'project.yml': `name: shop
targets: { dev: { path: shop.duckdb } }
on-run-start: ["{{ functions() }}", "select '{{ invocation_id }} {{ run_started_at }}'"]
models: { +materialized: table }
`,
    'macros/functions.sql': macro(1),
    'models/one.sql': 'select more(1) as x',
  });
  await made.does('build');
  expect(await made.done('build')).toEqual([]);
  made.write({ 'macros/functions.sql': macro(10) });
  expect(await made.done('build')).toEqual(['one']);
  expect(await made.sql('from one')).toEqual([[11]]);
});

test('functions that somebody has defined in the warehouse', async () => {
  const made = tables({
    'models/one.sql': 'select u.outer_one(1) as x',
    'models/other.sql': "select 'inner_one' as x",
    'models/dice.sql': 'select u."Dice" () as x',
  });
  await made.sql(
    'create schema u; create macro u.inner_one(x) as x + 1; create macro u.outer_one(x) as u.inner_one(x) * 2; create macro u.dice() as random()',
  );
  await made.does('build');
  expect(await made.done('build')).toEqual(['dice']);
  await made.sql('create or replace macro u.inner_one(x) as x + 2');
  expect(await made.done('build')).toEqual(['dice', 'one']);
  expect(await made.sql('from one')).toEqual([[6]]);
});

test('types that somebody has defined in the warehouse', async () => {
  const made = tables({
    'models/one.sql': 'select \'b\'::u."Mood" as x',
    'models/money.sql': 'select cast(1.25 as money) as x',
    'models/moods.sql': "select moody('a') as x",
    'models/other.sql': "select 'moodless' as x",
    'models/fed.sql': "select * from {{ source('files', 'fed') }}",
    'models/shop.yml': `sources:
  - name: files
    tables:
      - { name: fed, files: data/fed.csv, columns: [{ name: x, data_type: u.mood }] }
`,
    'data/fed.csv': 'x\na\n',
    'seeds/sown.csv': 'x\nb\n',
    'seeds/sown.yml': 'seeds: [{ name: sown, config: { column_types: { x: u.mood } } }]\n',
  });
  await made.sql(
    "create schema u; create type u.mood as enum ('a', 'b'); create type money as decimal(9, 2); create macro moody(x) as x::u.mood",
  );
  await made.does('build');
  expect(await made.done('build')).toEqual([]);
  await made.sql("drop type u.mood; create type u.mood as enum ('b', 'a')");
  expect(await made.plan()).toContain('type mood has changed');
  expect(await made.done('build')).toEqual(['fed', 'moods', 'one', 'sown']);
  expect(
    await made.sql(
      'select typeof(x) from one union select typeof(x) from fed union select typeof(x) from sown',
    ),
  ).toEqual([["ENUM('b', 'a')"]]);
  await made.sql('drop type money; create type money as decimal(9, 1)');
  expect(await made.done('build')).toEqual(['money']);
  expect(await made.done('build')).toEqual([]);
});

test('a source that is a view shows more than is written to the warehouse', async () => {
  const made = tables({
    'models/raw.yml': 'sources:\n  - { name: raw, tables: [{ name: steady }, { name: outside }] }\n',
    'models/one.sql': "select * from {{ source('raw', 'steady') }}",
    'models/two.sql': "select * from {{ source('raw', 'outside') }}",
    'days.csv': 'day\n1\n',
  });
  await made.sql(
    `create schema raw; create table raw.days as select 1 as day; create view raw."one as (x" as from raw.days;
     create view raw.steady(d) as select * from raw."one as (x"; create view raw.outside as from '${made.path('days.csv')}'`,
  );
  await made.does('build');
  made.write({ 'days.csv': 'day\n2\n' });
  expect(await made.done('build')).toEqual(['two']);
  expect(await made.sql('from two')).toEqual([['2']]);
});

test('nobody vouches for a table that was not looked at when somebody had written', async () => {
  const source = `sources:
  - name: raw
    tables: [{ name: days, columns: [{ name: day, data_tests: [not_null] }] }]
`;
  const made = tables({
    'models/raw.yml': source,
    'models/one.sql': 'select 1 as x',
  });
  await made.sql('create schema raw; create table raw.days as select 1 as day');
  await made.does('build');
  made.remove('models/raw.yml');
  await made.sql('update raw.days set day = null');
  made.write({ 'models/one.sql': 'select 2 as x' });
  await made.does('build');
  made.write({ 'models/raw.yml': source });
  expect(await made.does('build')).toMatchObject({ source_not_null_raw_days_day: 'fail' });
});

test('what was not built since somebody had written is told to be so, not to be new', async () => {
  const made = await builtShop({
    'models/shown.sql': "{{ config(materialized='view') }}select * from {{ ref('orders') }}\n",
  });
  await made.sql('update orders set amount = 99');
  expect(await made.plan()).toContain('+ shown not as Assay left it');
  await made.does('build', '--select', 'regions');
  const plan = await made.plan();
  expect(plan).toContain('+ shown not as Assay left it');
  expect(plan).toContain('+ orders not as Assay left it');
  expect(plan).not.toContain('new here');
  await made.does('build');
  expect(await made.plan()).toContain('nothing to do');
});

test('small tables of another target in the same file are compared as well', async () => {
  const made = new Workshop({
    'project.yml': `name: shop
targets: { dev: { path: shop.duckdb, schema: dev }, prod: { path: shop.duckdb, schema: prod } }
models: { +materialized: table }
`,
    'models/one.sql': 'select 1 as x',
    'models/two.sql': "select x + 1 as x from {{ ref('one') }}",
  });
  await made.does('build', '--target', 'dev');
  await made.does('build', '--target', 'prod');
  await made.sql('create table other as select 1 as x; update dev.two set x = 7');
  expect(await made.done('build', '--target', 'prod')).toEqual([]);
  expect(await made.done('build', '--target', 'dev')).toEqual(['two']);
  expect(await made.sql('from dev.two')).toEqual([[2]]);
});

test('what a view shows is no proof of what its readers were built from', async () => {
  const made = await tables({
    'models/one.sql': 'select 1 as x',
    'models/shown.sql': "{{ config(materialized='view') }}select * from {{ ref('one') }}",
    'models/reader.sql': "select * from {{ ref('shown') }}",
  }).built();
  made.write({ 'models/one.sql': 'select 2 as x' });
  await made.does('build', '--select', 'one');
  // The view shows the same as the table that is made of it, but not what was read of it before.
  made.write({ 'models/shown.sql': "select * from {{ ref('one') }}" });
  expect(await made.done('build')).toEqual(['reader', 'shown']);
  expect(await made.sql('from reader')).toEqual([[2]]);
  // The other way round: what a table was is not what a view will show.
  made.write({ 'models/shown.sql': "{{ config(materialized='view') }}select * from {{ ref('one') }}" });
  await made.does('build');
  made.write({ 'models/one.sql': 'select 3 as x' });
  await made.does('build', '--select', 'one', 'reader');
  expect(await made.sql('from reader')).toEqual([[3]]);
});

test('a view follows what it reads to another place, and nothing has to be built for that', async () => {
  const made = await tables({
    'models/one.sql': "{{ config(alias='here') }}select 1 as x",
    'models/shown.sql': "{{ config(materialized='view') }}select * from {{ ref('one') }}",
    'models/reader.sql': "select * from {{ ref('shown') }}",
  }).built();
  made.write({
    'models/one.sql': "{{ config(alias='there') }}select 1 as x",
    'models/two.sql': "{{ config(alias='here') }}select 2 as x",
  });
  expect(await made.plan()).toContain('one is elsewhere now');
  expect(await made.done('build')).toEqual(['one', 'shown', 'two']);
  expect(await made.sql('from shown')).toEqual([[1]]);
  expect(await made.done('build')).toEqual([]);
});

test('an incremental model that gets a column and no row is another to what reads it', async () => {
  const config = "materialized='incremental', unique_key='id', on_schema_change='append_new_columns'";
  const model = (columns: string) =>
    `{{ config(${config}) }}select ${columns} from (select 1 as id, 2 as more){% if is_incremental() %} where id > 1{% endif %}`;
  const made = await tables({
    'models/log.sql': model('id'),
    'models/reader.sql': "select * from {{ ref('log') }}",
  }).built();
  made.write({ 'models/log.sql': model('id, more') });
  expect(await made.done('build')).toEqual(['log', 'reader']);
  expect(await made.sql('from reader')).toEqual([[1, null]]);
});

test('blank lines at the end of a seed are rows where it has one column', async () => {
  const made = await tables({
    'seeds/numbers.csv': 'n\n1\n2\n',
  }).built();
  made.write({ 'seeds/numbers.csv': 'n\n1\n2\n\n\n' });
  expect(await made.done('build')).toEqual(['numbers']);
  expect(await made.sql('select count(*)::int from numbers')).toEqual([[4]]);
});

test('partial selections build what they select, and leave the rest for later', async () => {
  const made = await builtShop();
  made.edit('data/orders.csv', (text) => text.replace('45', '54'));
  expect(await made.done('build', '--select', 'by_region')).toEqual([]);
  expect(await made.done('build', '--select', 'raw_orders', 'orders')).toEqual([
    'not_null_orders_id',
    'orders',
    'raw_orders',
    'unique_orders_id',
  ]);
  expect(await made.done('build')).toEqual(fromTotals);
});

test.each(['--force', '--full-refresh'])('%s reuses nothing', async (option) => {
  const made = await builtShop();
  expect(await made.done('build', option)).toEqual(all);
  expect(await made.done('build')).toEqual([]);
});

test('what an interrupted build has not published is built by the next', async () => {
  const made = await builtShop();
  made.edit('models/orders.sql', (text) => text.replace('> {{', '>= 20 + {{'));
  const stop = new AbortController();
  stop.abort();
  const { exit } = await made.run(['build'], stop.signal);
  expect(exit).toBe(130);
  expect(await made.done('build')).toContain('orders');
  expect(await made.sql('select count(*) from orders')).toEqual([['2']]);
});

test('what was renamed is built, and its old relation named', async () => {
  const made = await builtShop();
  const sql = readFileSync(made.path('models/by_region.sql'), 'utf8');
  made.remove('models/by_region.sql');
  made.write({ 'models/regional.sql': sql });
  const plan = await made.plan();
  expect(plan).toContain('+ regional new here');
  expect(plan).toContain('by_region is regional now');
  expect(plan).toContain('assay clean --orphans');
  expect(await made.done('build')).toEqual(['regional']);
});

test('plan and build do the same', async () => {
  const made = await builtShop();
  made.edit('models/totals.sql', (text) => text.replace('sum(', 'max('));
  made.edit('seeds/regions.csv', (text) => text.replace('south', 'north'));
  const { nodes, tests: told } = await made.planned();
  const planned = (action: string) =>
    [...nodes, ...told].filter((each) => each.action === action).map(({ node }) => node.split('.')[2]!);
  const results = await made.does('build');
  expect(planned('build').filter((name) => results[name] === 'unchanged')).toEqual([]);
  expect(planned('reuse').filter((name) => results[name] !== 'unchanged')).toEqual([]);
  expect(planned('maybe')).toContain('by_region');
});

test('-v says of each node why', async () => {
  const made = await builtShop();
  made.edit('models/totals.sql', (text) => text.replace('sum(', 'max('));
  const { printed } = await made.run(['build', '-v']);
  expect(printed).toMatch(/totals +its SQL has changed/);
  expect(printed).toMatch(/by_region +if totals comes out different/);
  expect(printed).toMatch(/orders +unchanged since \d{4}-/);
});
