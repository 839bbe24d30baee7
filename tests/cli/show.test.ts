import { expect, test } from 'vitest';
import { expected, pages, sandbox } from './harness.ts';
import { holdOpen } from './hold-open.ts';
import { interruptAtWork } from './interrupt.ts';
import { shop } from './shop.ts';

test('rows of models, seeds, sources, tests and SQL', async () => {
  const project = sandbox(shop);
  await project.assay(['build', '--quiet']);
  const page = await pages(
    project,
    ['show', '--select', 'customers'],
    ['show', '--select', 'customers', '--limit', '1', '--output', 'json'],
    ['show', '-s', 'paid', 'orders', '--limit', '2'],
    ['show', '-s', 'source:raw.orders', '--limit', '-1', '--quiet'],
    ['show', '-s', 'no_debt'],
    [
      'show',
      '--inline',
      "select customer, {{ cents('total') }} as cents from {{ ref('customers') }}; -- all",
    ],
    [
      'show',
      '--inline',
      "select 12345678901234567890::hugeint as n, [1, null] as list, {'a': 1} as struct, null as nothing, date '2024-02-29' as day",
      '--output',
      'json',
    ],
    ['show', '--inline', 'describe select 1 as n'],
  );
  await expect(page).toMatchFileSnapshot(expected('show/rows'));
});

test('SQL that is refused is placed in what was given', async () => {
  const project = sandbox(shop);
  await project.assay(['build', '--quiet']);
  const page = await pages(
    project,
    ['show', '--inline', 'select totl from {{ ref("customers") }}'],
    ['show', '--inline', 'select 1; drop table orders'],
    ['show', '--inline', 'delete from {{ ref("orders") }}'],
    ['show', '--inline', 'select {{ nothing }}'],
    ['show', '--inline', '-- nothing'],
  );
  await expect(page).toMatchFileSnapshot(expected('show/refused'));
});

test('what was not built is not there to be shown', async () => {
  const project = sandbox(shop);
  const before = await pages(
    project,
    ['show', '-s', 'customers'],
    ['show', '--inline', "select * from {{ ref('orders') }}"],
    ['show', '--inline', 'select 1 as n'],
  );
  await expect(before).toMatchFileSnapshot(expected('show/never-built'));
  expect(project.exists('shop.duckdb')).toBe(false);
});

test('wrong use is refused', async () => {
  const page = await pages(
    sandbox(shop),
    ['show'],
    ['show', '--select', 'customers', '--inline', 'select 1'],
    ['show', '--failures', 'no_dept'],
    ['show', '--failures', 'customers'],
    ['show', '--select', 'nothing'],
    ['show', '--select', 'customers', '--limit', 'all'],
    ['show', '--select'],
  );
  await expect(page).toMatchFileSnapshot(expected('show/wrong'));
});

test('a warehouse that another process has open cannot be read, unless it is waited for', async () => {
  const project = sandbox(shop);
  await project.assay(['build', '--quiet']);
  await holdOpen(project.path('shop.duckdb'));
  const page = await pages(
    project,
    ['show', '-s', 'customers'],
    ['show', '-s', 'customers', '--wait', '1'],
    ['debug', '--connection'],
  );
  await expect(page).toMatchFileSnapshot(expected('show/locked'));
});

test('Ctrl-C ends a long query', async () => {
  const ran = await sandbox(shop).spawned(
    ['show', '--inline', 'select sum(a.range * b.range) from range(10000000) as a, range(10000000) as b'],
    { started: (child) => void interruptAtWork(child, 1000) },
  );
  expect({ ...ran, page: '' }).toEqual({ stdout: '', stderr: '', exitCode: 130, signal: null, page: '' });
});
