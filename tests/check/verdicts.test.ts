import { expect, test } from 'vitest';
import { type Files, type Ran, Shop } from '../execute/shop.ts';

/** `orders` with five rows: the ids 1, 1, 2, 3 and null, the amounts 10 to 50. */
const orders: Files = {
  'models/orders.sql':
    "{{ config(materialized='table') }}select * from (values (1, 10), (1, 20), (2, 30), (3, 40), (null, 50)) as _(id, amount)",
  'models/customers.sql': "{{ config(materialized='table') }}select unnest([1, 2]) as id",
};
const tested = (tests: string): Files => ({
  'models/shop.yml': `models: [{name: orders, columns: [{name: id, data_tests: [${tests}]}]}]\n`,
});
const verdicts = (ran: Ran) =>
  ran.outcomes
    .filter(({ node }) => node.startsWith('test.'))
    .map(({ status, failures }) => `${status} ${failures}`);

for (const [title, config, expected] of [
  ['by default one failure is an error', '', 'fail 1'],
  ['severity warn', 'severity: warn', 'warn 1'],
  ['error_if not met, warn_if met', "error_if: '> 1', warn_if: '!= 0'", 'warn 1'],
  ['neither met', "error_if: '> 5', warn_if: '> 1'", 'pass 1'],
  ['error_if met before warn_if', "error_if: '>= 1', warn_if: '>= 1'", 'fail 1'],
  ['severity warn has no errors', "severity: WARN, error_if: '>= 1', warn_if: '> 5'", 'pass 1'],
  ['a condition that only the engine understands', "error_if: 'between 1 and 3'", 'fail 1'],
  ['where leaves the failure out', "where: 'amount < 50'", 'pass 0'],
  ['where keeps it', "where: 'amount = 50 -- all'", 'fail 1'],
  ['fail_calc', "fail_calc: 'sum(amount)'", 'fail 50'],
  ['fail_calc over nothing', "fail_calc: 'sum(amount)', where: 'amount < 50'", 'pass 0'],
  ['no failures is too few', "error_if: '= 0', where: 'amount < 50'", 'fail 0'],
] as const) {
  test(`${title}, alone and beside others`, async () => {
    const alone = new Shop({
      ...orders,
      ...tested(`not_null: {config: {${config}}}`.replace(/^/, '{') + '}'),
    });
    expect(verdicts(await alone.build())).toEqual([expected]);
    const passing =
      "{accepted_range: {arguments: {max: 99}}}, {expression_is_true: {arguments: {expression: 'is null or true'}}}";
    const beside = new Shop({ ...orders, ...tested(`{not_null: {config: {${config}}}}, ${passing}`) });
    expect(verdicts(await beside.build()).toSorted()).toEqual([expected, 'pass 0', 'pass 0'].toSorted());
  });
}

test('limit cuts what is counted', async () => {
  const range = (config: string) => tested(`{accepted_range: {arguments: {max: 0}, config: {${config}}}}`);
  expect(verdicts(await new Shop({ ...orders, ...range('limit: 2') }).build())).toEqual(['fail 2']);
  expect(
    verdicts(await new Shop({ ...orders, ...range("limit: 2, error_if: '> 2', warn_if: '> 2'") }).build()),
  ).toEqual(['pass 2']);
});

test('failing rows are shown, kept where asked, whole', async () => {
  const it = new Shop({
    ...orders,
    ...tested('{unique: {config: {store_failures: true, limit: 1}}}, not_null'),
  });
  const ran = await it.build();
  expect(ran.of('unique_orders_id').failing).toEqual({
    columns: ['unique_field', 'n_records'],
    rows: [['1', '2']],
  });
  expect(ran.of('not_null_orders_id').failing).toEqual({ columns: ['id', 'amount'], rows: [[null, '50']] });
  expect(ran.of('not_null_orders_id').tested).toBe(5);
  expect(await it.rows('from dbt_test__audit.unique_orders_id')).toEqual(['1 2']);
  expect(
    await it.rows("select table_name from duckdb_tables() where schema_name = 'dbt_test__audit'"),
  ).toEqual(['unique_orders_id']);
  await it.build({ storeFailures: true });
  expect(await it.rows('from dbt_test__audit.not_null_orders_id')).toEqual([' 50']);
});

test('a test that does not run is an error, not a failure, and the others give their verdicts', async () => {
  const it = new Shop({
    ...orders,
    ...tested(
      "not_null, {accepted_range: {arguments: {max: 'nothing_like_it'}}}, {accepted_range: {name: fine, arguments: {max: 3}}}",
    ),
  });
  const ran = await it.build();
  expect(ran.lines).toEqual([
    'accepted_range_orders_id__nothing_like_it error',
    'customers success',
    'fine pass',
    'not_null_orders_id fail 1',
    'orders success, none',
  ]);
  const [{ diagnostics } = { diagnostics: [] }] = ran.outcomes.filter(({ status }) => status === 'error');
  expect(diagnostics[0]).toMatchObject({ code: 'A5003', location: { file: 'models/shop.yml' } });
});

test('arguments: templates, templates in lists, floats as they are written', async () => {
  const it = new Shop({
    'project.yml':
      "name: shop\nvars: {least: 1, most: 3}\ntargets:\n  dev: {path: ':memory:', schema_prefix: ''}\n",
    'models/orders.sql': "select unnest([1, 3, null]) as id, '1.0' as version",
    'models/shop.yml': `models:
  - name: orders
    columns:
      - name: id
        data_tests:
          - accepted_range: {arguments: {min: "{{ var('least') }}", max: "{{ var('most') }}"}}
          - accepted_values: {arguments: {values: ["{{ var('least') }}", "{{ var('most') }}"]}}
      - name: version
        data_tests:
          - accepted_values: {arguments: {values: [1.0]}}
`,
  });
  expect(verdicts(await it.build())).toEqual(['pass 0', 'pass 0', 'pass 0']);
});

const own = (body: string): Files => ({
  'tests/generic/own.sql': `{% test own(model, column_name, other=none, least=0) %}\n${body}\n{% endtest %}`,
});

test('a test of the project’s own, with a where that reads what it reads too', async () => {
  const it = new Shop({
    ...orders,
    ...own(
      'select {{ column_name }} from {{ model }} where {{ column_name }} not in (select id from {{ other }}) and {{ column_name }} > {{ least }}',
    ),
    ...tested(
      "{own: {arguments: {other: ref('customers'), least: 1}, config: {where: \"id in (select id + 1 from {{ ref('customers') }})\"}}}",
    ),
  });
  const ran = await it.build();
  expect(verdicts(ran)).toEqual(['fail 1']);
  expect(ran.outcomes.find(({ failures }) => failures === 1)?.failing?.rows).toEqual([['3']]);
});

test('a test of the project’s own takes the place of a built-in one', async () => {
  const it = new Shop({
    ...orders,
    'tests/generic/not_null.sql': '{% test not_null(model, column_name) %}select 1 where false{% endtest %}',
    ...tested('not_null'),
  });
  expect(verdicts(await it.build())).toEqual(['pass 0']);
});

test('singular tests, over several models, over an ephemeral one, with a semicolon', async () => {
  const it = new Shop({
    ...orders,
    'models/some.sql': "{{ config(materialized='ephemeral') }}select * from {{ ref('orders') }} where id = 1",
    'tests/both.sql':
      "select o.id from {{ ref('orders') }} o join {{ ref('customers') }} c using (id) where amount > 20;  -- one",
    'tests/through.sql': "select * from {{ ref('some') }}",
    'tests/empty.sql': '-- nothing here',
  });
  const ran = await it.build();
  expect(ran.lines.filter((line) => !line.includes('success'))).toEqual([
    'both fail 1',
    'empty error',
    'through fail 2',
  ]);
  expect(ran.of('empty').diagnostics[0]?.code).toBe('A6005');
});

test('tests of sources read them as they are', async () => {
  const it = new Shop({
    'data.csv': 'id\n1\n1\n',
    'models/sources.yml':
      'sources: [{name: raw, tables: [{name: data, files: data.csv, format: csv, columns: [{name: id, data_tests: [unique, not_null]}]}]}]\n',
    'models/copy.sql': "select * from {{ source('raw', 'data') }}",
  });
  const ran = await it.build();
  expect(ran.lines).toEqual([
    'copy skipped: raw source_unique_raw_data_id',
    'source_not_null_raw_data_id pass',
    'source_unique_raw_data_id fail 1',
  ]);
});
