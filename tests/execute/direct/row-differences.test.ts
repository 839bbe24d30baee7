import { expect, test } from 'vitest';
import { rowDifferences } from '../../../src/execute/direct/row-differences.ts';

const columns = ['id', 'name'];

test('the same rows in another order are the same', () => {
  const rows = [
    ['1', 'a'],
    ['2', null],
  ];
  expect(rowDifferences(columns, rows, [...rows].reverse())).toBeUndefined();
});

test('a row counts as often as it is there', () => {
  const found = rowDifferences(
    columns,
    [['1', 'a']],
    [
      ['1', 'a'],
      ['1', 'a'],
    ],
  );
  expect(found?.table.rows).toEqual([['+', '1', 'a']]);
});

test('rows too many and rows that are missing', () => {
  const found = rowDifferences(
    columns,
    [
      ['1', 'a'],
      ['3', 'c'],
    ],
    [
      ['1', 'a'],
      ['2', 'b'],
    ],
  );
  expect(found?.table).toEqual({
    columns: ['', 'id', 'name'],
    rows: [
      ['+', '2', 'b'],
      ['-', '3', 'c'],
    ],
  });
  expect(found?.text).toBe(
    '\n\nactual differs from expected:\n\n@@ ,id,name\n   ,1 ,a\n+++,2 ,b\n---,3 ,c\n\n',
  );
});

test('a row with other values, told by a value that only it has', () => {
  const found = rowDifferences(
    columns,
    [
      ['1', 'a'],
      ['2', null],
    ],
    [
      ['1', 'b'],
      ['2', 'x'],
    ],
  );
  expect(found?.table.rows).toEqual([
    ['→', '1', 'a→b'],
    ['→', '2', 'NULL→x'],
  ]);
});

test('nothing expected, or nothing there', () => {
  expect(rowDifferences(columns, [], [['1', 'a']])?.table.rows).toEqual([['+', '1', 'a']]);
  expect(rowDifferences(columns, [['1', 'a']], [])?.table.rows).toEqual([['-', '1', 'a']]);
  expect(rowDifferences(columns, [], [])).toBeUndefined();
});
