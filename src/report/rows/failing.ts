import type { FailingRows } from '../../base/index.ts';
import type { Pen } from '../pen.ts';
import { printGrid } from './grid.ts';

const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** The rows that fail a test; a column whose every value reads as a number stands right. */
export function failingTable(failing: FailingRows, pen: Pen, columns: number): string[] {
  const grid = {
    columns: failing.columns.map((name, index) => {
      const values = failing.rows.map((row) => row[index]).filter((value) => value != null);
      return { name, right: values.length > 0 && values.every((value) => number.test(value)) };
    }),
    rows: failing.rows,
  };
  return printGrid(grid, columns, pen);
}
