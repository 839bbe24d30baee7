import type { Files } from './harness.ts';

/** A small project with one node of every kind. Its data tests pass. */
export const shop: Files = {
  'project.yml': `name: shop
targets:
  dev: { path: shop.duckdb, threads: 2 }
  prod: { path: prod.duckdb }
models:
  gold: { +schema: gold, +materialized: table, +tags: [nightly] }
`,
  'seeds/orders.csv': 'id,customer,amount\n1,ann,10.5\n2,bob,3\n3,ann,7\n',
  'models/stg_orders.sql': "select id, customer, amount from {{ ref('orders') }}\n",
  'models/paid.sql': `{{ config(materialized='ephemeral') }}
select * from {{ ref('stg_orders') }} where amount > 0
`,
  'models/gold/customers.sql':
    "select customer, sum(amount) as total from {{ ref('paid') }} group by customer order by customer\n",
  'models/history.sql': `{{ config(materialized='incremental', unique_key='id') }}
select * from {{ ref('stg_orders') }}
{% if is_incremental() %}
where id > (select max(id) from {{ this }})
{% endif %}
`,
  'models/shop.yml': `sources:
  - name: raw
    schema: main
    tables: [{ name: orders }]
models:
  - name: stg_orders
    description: The orders, é
    columns:
      - name: id
        data_tests: [not_null, unique]
      - name: amount
        data_tests:
          - accepted_range: { min: 0 }
`,
  'tests/no_debt.sql': "select * from {{ ref('customers') }} where total < 0\n",
  'macros/cents.sql': '{% macro cents(column) %}{{ column }} * 100{% endmacro %}\n',
};
