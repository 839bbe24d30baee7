import { visibleCell } from '../format/visible.ts';
import { cutEnd, padEnd, padStart, width } from '../format/width.ts';
import type { Pen } from '../pen.ts';

/** Rows whose cells are text already. */
export interface Grid {
  readonly columns: readonly { readonly name: string; readonly right: boolean }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const widestCell = 60;
const narrowestCell = 6;
const gap = 2;

/** Aligned columns below their names. Cells are cut to fit; columns for which there is no room are counted. */
export function printGrid(grid: Grid, columns: number, pen: Pen): string[] {
  const header = grid.columns.map((column) => visibleCell(column.name));
  const cells = grid.rows.map((row) => grid.columns.map((_, index) => cell(row[index])));
  const natural = header.map((name, index) => {
    let widest = Math.max(1, width(name));
    for (const row of cells) widest = Math.max(widest, width(row[index] ?? 'null'));
    return Math.min(widestCell, widest);
  });
  const { widths, left } = fitColumns(natural, columns);
  const line = (texts: readonly (string | null)[], paint: (text: string) => string): string => {
    const parts = widths.map((size, index) => {
      const text = texts[index];
      const shown = cutEnd(text ?? 'null', size, pen.cut);
      const padded = grid.columns[index]!.right ? padStart(shown, size) : padEnd(shown, size);
      return text === null ? pen.dim(padded) : paint(padded);
    });
    return parts.join(' '.repeat(gap)).trimEnd();
  };
  const printed = [line(header, pen.bold), ...cells.map((row) => line(row, (text) => text))];
  if (left > 0) printed.push(pen.dim(`${pen.cut} and ${left} more ${left === 1 ? 'column' : 'columns'}`));
  return printed;
}

const cell = (text: string | null | undefined): string | null => (text == null ? null : visibleCell(text));

/** Narrows the widest columns until all fit, as far as they stay readable; the last ones are left out if not. */
function fitColumns(natural: readonly number[], columns: number): { widths: number[]; left: number } {
  const widths = [...natural];
  const total = (): number =>
    widths.reduce((sum, size) => sum + size, 0) + gap * Math.max(0, widths.length - 1);
  while (total() > columns) {
    const widest = Math.max(...widths);
    if (widest > narrowestCell) widths[widths.indexOf(widest)] = widest - 1;
    else if (widths.length > 1) widths.pop();
    else break;
  }
  return { widths, left: natural.length - widths.length };
}
