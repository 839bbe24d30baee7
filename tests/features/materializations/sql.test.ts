import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MaterializationInput } from '../../../src/publish/index.ts';
import { columns, existing, input, parquet, sqlOf } from './inputs.ts';

/** The SQL of each materialization in each situation: `tests/cases/materializations/<materialization>.sql`. */
const situations: Record<string, Record<string, Partial<MaterializationInput>>> = {
  view: {
    'first build': {},
    'in place of a view': existing('view'),
    'in place of a table': existing('table'),
  },
  table: {
    'first build': {},
    'in place of a table': existing('table'),
    'in place of a view': existing('view'),
    'an attached database': {
      relation: { database: 'lake', schema: 'shop', identifier: 'orders' },
      staged: { database: 'lake', schema: 'shop', identifier: 'orders__staged' },
      ...existing('table'),
    },
    'a name that must be quoted': {
      relation: { schema: 'my shop', identifier: 'the "orders"' },
      staged: { schema: 'my shop', identifier: 'the "orders"__staged' },
    },
    'parquet, first build': parquet(),
    'parquet, in place of an earlier version': {
      ...existing('view'),
      ...parquet([], '/lake/shop/orders/v1'),
    },
    'parquet, in place of a table': { ...existing('table'), ...parquet() },
    'parquet in partitions': parquet(['amount', 'id']),
    'parquet in partitions that the query does not give': parquet(['day']),
  },
  incremental: {
    'first build': { strategy: 'merge', uniqueKey: ['id'] },
    'full refresh': { ...existing('table'), strategy: 'merge', uniqueKey: ['id'], fullRefresh: true },
    'in place of a view': { ...existing('view'), strategy: 'append' },
    append: { ...existing('table'), strategy: 'append', uniqueKey: ['id'] },
    'without a strategy, without a key': existing('table'),
    'without a strategy, with a key': { ...existing('table'), uniqueKey: ['id'] },
    'delete+insert': { ...existing('table'), strategy: 'delete+insert', uniqueKey: ['id'] },
    merge: { ...existing('table'), strategy: 'merge', uniqueKey: ['id'] },
    'merge by several keys': { ...existing('table'), strategy: 'merge', uniqueKey: ['id', 'amount'] },
    replace_where: {
      ...existing('table'),
      strategy: 'replace_where',
      predicates: ['id > 10', 'id <= 20'],
    },
    'parquet in partitions, replace_where': {
      ...existing('view'),
      ...parquet(['id'], '/lake/shop/orders/v1'),
      strategy: 'replace_where',
      predicates: ['id > 10'],
    },
    'columns in another order and case': { ...existing('table', 'AMOUNT', 'ID'), uniqueKey: ['id'] },
    'a new column is ignored': { ...existing('table', 'id'), onSchemaChange: 'ignore' },
    'a new column is appended': { ...existing('table', 'id'), onSchemaChange: 'append_new_columns' },
    'a new column fails': { ...existing('table', 'id'), onSchemaChange: 'fail' },
    'a column is gone': existing('table', 'id', 'amount', 'note'),
    'a column is gone, others are appended': {
      ...existing('table', 'id', 'note'),
      onSchemaChange: 'append_new_columns',
    },
    'several changes fail': {
      ...existing('table', 'id', 'note', 'day'),
      columns: columns('id', 'amount', 'price'),
      onSchemaChange: 'fail',
    },
    'merge with columns to update': {
      ...existing('table'),
      strategy: 'merge',
      uniqueKey: ['id'],
      unsupported: ['merge_update_columns'],
    },
    'parquet, first build': { ...parquet(['id']), uniqueKey: ['id'] },
    'parquet, added to': { ...existing('view'), ...parquet([], '/lake/shop/orders/v1'), uniqueKey: ['id'] },
    'parquet, appended to in partitions': { ...existing('view'), ...parquet(['id'], '/lake/shop/orders/v1') },
    'parquet, merged in partitions': {
      ...existing('view'),
      ...parquet(['amount'], '/lake/shop/orders/v1'),
      uniqueKey: ['id'],
    },
    'a key that the query does not give': { ...existing('table'), uniqueKey: ['nr'] },
    'parquet, with a new column': {
      ...existing('view', 'id'),
      ...parquet([], '/lake/shop/orders/v1'),
      onSchemaChange: 'append_new_columns',
    },
    'parquet in partitions, with a new column': {
      ...existing('view', 'id'),
      ...parquet(['id'], '/lake/shop/orders/v1'),
      onSchemaChange: 'append_new_columns',
    },
    'parquet, in place of a table': { ...existing('table'), ...parquet(['id']), uniqueKey: ['id'] },
    'parquet, in place of a view': { ...existing('view'), ...parquet(['id']), uniqueKey: ['id'] },
  },
};

for (const [name, inputs] of Object.entries(situations)) {
  test(`the SQL of ${name}`, async () => {
    const page = Object.entries(inputs)
      .map(([title, parts]) => `==== ${title} ====\n${sqlOf(name, input(parts))}`)
      .join('\n');
    await expect(page).toMatchFileSnapshot(
      join(import.meta.dirname, `../../cases/materializations/${name}.sql`),
    );
  });
}
