import { expect, test } from 'vitest';
import { Decimal, type Rows } from '../../../src/adapter/index.ts';
import { rowsJson, rowsJsonLines, rowsTable } from '../../../src/report/index.ts';

const style = { columns: 80, unicode: true, color: false };

const rows: Rows = {
  columns: [
    { name: 'day', type: 'DATE' },
    { name: 'ひと', type: 'VARCHAR' },
    { name: 'share', type: 'DECIMAL(18,3)' },
    { name: 'x', type: 'DOUBLE' },
    { name: 'big', type: 'HUGEINT' },
    { name: 'ok', type: 'BOOLEAN' },
    { name: 'list', type: 'INTEGER[]' },
    { name: 'day', type: 'STRUCT(a INTEGER)' },
  ],
  rows: [
    [
      '2001-02-03',
      '日本',
      new Decimal('1.020'),
      3,
      170141183460469231731687303715884105727n,
      true,
      [1, null],
      { a: 1n },
    ],
    ['2001-02-04', 'two\nlines\t\u001b[31m', new Decimal('-10.500'), 0.1, 1n, false, [], { a: null }],
    [null, null, null, Number.NaN, null, null, null, null],
  ],
};

test('a table', async () => {
  await expect(rowsTable(rows, style, 140)).toMatchFileSnapshot('../../cases/report/rows-table.txt');
});

test('JSON', async () => {
  await expect(rowsJson(rows)).toMatchFileSnapshot('../../cases/report/rows.json');
  expect(Object.keys(JSON.parse(rowsJson(rows))[0])).toHaveLength(8);
  expect(rowsJson({ ...rows, rows: [] })).toBe('[]');
});

test('JSON lines', () => {
  expect(
    rowsJsonLines(rows)
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(JSON.parse(rowsJson(rows)));
  expect(rowsJsonLines({ ...rows, rows: [] })).toBe('');
});

test.for([24, 40, 60, 80])('a table is at most %i columns wide', (columns) => {
  const wide: Rows = {
    columns: Array.from({ length: 12 }, (_, index) => ({ name: `column_${index}`, type: 'VARCHAR' })),
    rows: [Array.from({ length: 12 }, (_, index) => 'w'.repeat(index * 20))],
  };
  for (const line of rowsTable(wide, style, columns).split('\n'))
    expect(line.length).toBeLessThanOrEqual(columns);
  expect(rowsTable(wide, style, columns)).toMatch(/… and \d+ more columns?$/);
});

test('no rows leave the header', () => {
  expect(rowsTable({ columns: [{ name: 'a', type: 'INTEGER' }], rows: [] }, style)).toBe('a');
});
