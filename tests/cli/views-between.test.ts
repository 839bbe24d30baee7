import { expect, test } from 'vitest';
import { tables, type Workshop } from './workshop.ts';

/** Tables `a` and `c` with the view `b` between them, which is never selected. */
const built = (): Promise<Workshop> =>
  tables({
    'models/a.sql': "{{ config(alias='here') }}select 1 as x",
    'models/b.sql': "{{ config(materialized='view') }}select x from {{ ref('a') }}",
    'models/c.sql': "select x from {{ ref('b') }}",
  }).built();

const move = (shop: Workshop, x: number) =>
  shop.write({ 'models/a.sql': `{{ config(alias='there') }}select ${x} as x` });

test('what reads what was moved through a view that is not built gets the new data', async () => {
  const shop = await built();
  move(shop, 2);
  await shop.does('run', '--select', 'a', 'c');
  expect(await shop.sql('from c')).toEqual([[2]]);
  expect(await shop.plan()).toContain('+ b a is elsewhere now');
  expect(await shop.done('build')).toEqual(['b']);
  expect(await shop.sql('from b')).toEqual([[2]]);
  expect(await shop.done('build')).toEqual([]);
});

test('also where it was moved by an earlier run', async () => {
  const shop = await built();
  move(shop, 2);
  await shop.does('run', '--select', 'a');
  shop.write({ 'models/c.sql': "select x + 10 as x from {{ ref('b') }}" });
  await shop.does('run', '--select', 'c');
  expect(await shop.sql('from c')).toEqual([[12]]);
  await shop.does('build');
  expect(await shop.sql('from c')).toEqual([[12]]);
  expect(await shop.sql('from b')).toEqual([[2]]);
  expect(await shop.done('build')).toEqual([]);
});

test('also where the old place is gone', async () => {
  const shop = await built();
  move(shop, 2);
  await shop.does('run', '--select', 'a');
  await shop.run(['clean', '--orphans']);
  await shop.does('run', '--select', 'c');
  expect(await shop.sql('from c')).toEqual([[2]]);
  await shop.does('build');
  expect(await shop.sql('from b')).toEqual([[2]]);
  expect(await shop.done('build')).toEqual([]);
});

test('a view that was moved itself, and tests that read through it', async () => {
  const shop = await built();
  shop.write({
    'models/b.sql': "{{ config(materialized='view', alias='bee') }}select x from {{ ref('a') }}",
    'models/d.sql': "{{ config(materialized='view') }}select x from {{ ref('b') }}",
    'models/e.sql': "select x from {{ ref('d') }}",
    'tests/t.sql': "select * from {{ ref('d') }} where x <> 1",
  });
  await shop.does('build');
  shop.edit('models/b.sql', (text) => text.replace('bee', 'wasp').replace('select x', 'select x + 1 as x'));
  await shop.does('run', '--select', 'b', 'e');
  expect(await shop.sql('from e')).toEqual([[2]]);
  expect((await shop.does('build', '--select', 't')).t).toBe('fail');
  await shop.does('run');
  expect(await shop.sql('from d')).toEqual([[2]]);
});

test('what was built from the edited query of a view that is not built is built again when that is taken back', async () => {
  const shop = await built();
  const before = shop.read('models/b.sql');
  shop.edit('models/a.sql', (text) => text.replace('1', '2'));
  shop.edit('models/b.sql', (text) => text.replace('select x', 'select x + 100 as x'));
  await shop.does('run', '--select', 'a', 'c');
  shop.write({ 'models/b.sql': before });
  await shop.does('build');
  expect(await shop.sql('from c')).toEqual([[2]]);
  expect(await shop.done('build')).toEqual([]);
});
