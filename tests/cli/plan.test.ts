import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtShop } from './workshop.ts';

test('plan changes nothing', async () => {
  const made = await builtShop();
  made.edit('models/totals.sql', (text) => text.replace('sum(', 'max('));
  const held = () => [
    readFileSync(made.path('shop.duckdb')).toString('base64'),
    ...readdirSync(made.dir, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.includes('.assay'),
    ),
  ];
  const before = held();
  await made.plan();
  await made.plan('--force');
  expect(held()).toEqual(before);
});

test.each([
  [
    'the type of a column',
    '- { name: orders, files: data/*.csv, columns: [{ name: id, data_type: varchar }, { name: customer, data_type: varchar }, { name: amount, data_type: integer }] }',
  ],
  ['an option', '- { name: orders, files: data/*.csv, options: { nullstr: zzz } }'],
  [
    'a surplus column',
    '- { name: orders, files: data/*.csv, surplus_column: rest, columns: [{ name: id, data_type: bigint }, { name: customer, data_type: varchar }, { name: amount, data_type: bigint }] }',
  ],
])('%s of a source of files is a part of what reads it', async (_, table) => {
  const made = await builtShop();
  made.edit('models/shop.yml', (text) => text.replace('- { name: orders, files: data/*.csv }', table));
  expect(await made.plan()).toContain('+ raw_orders config source files.orders has changed');
  expect(await made.done('build')).toContain('raw_orders');
  expect(await made.done('build')).toEqual([]);
});
