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
