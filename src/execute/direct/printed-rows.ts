import type { Rows } from '../../adapter/index.ts';
import type { FailingRows } from '../../base/index.ts';
import { printedCell } from '../duplicate-keys.ts';

/** Rows as an outcome keeps them: every cell as text. */
export const printedRows = ({ columns, rows }: Rows): FailingRows => ({
  columns: columns.map(({ name }) => name),
  rows: rows.map((row) => row.map((cell) => (cell === null ? null : printedCell(cell)))),
});
