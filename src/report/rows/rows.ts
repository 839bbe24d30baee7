import type { Rows } from '../../adapter/index.ts';
import type { Style } from '../output.ts';
import { penOf } from '../pen.ts';
import { cellText, jsonText } from './cell-text.ts';
import { printGrid } from './grid.ts';

const numeric =
  /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|REAL|DECIMAL|NUMERIC|BIGNUM|VARINT)(\(.*\))?$/i;

/** Rows as an aligned table, several lines without a last line break; `width` where it is not the style's. */
export function rowsTable(rows: Rows, style: Style, width: number = style.columns): string {
  const grid = {
    columns: rows.columns.map(({ name, type }) => ({ name, right: numeric.test(type) })),
    rows: rows.rows.map((row) => rows.columns.map(({ type }, index) => cellText(row[index] ?? null, type))),
  };
  return printGrid(grid, width, penOf(style)).join('\n');
}

/** Rows as a JSON array, an object a row and a row a line. Columns of one name get `_1`, `_2` after it. */
export function rowsJson(rows: Rows): string {
  if (rows.rows.length === 0) return '[]';
  return `[\n${objects(rows)
    .map((object) => `  ${object}`)
    .join(',\n')}\n]`;
}

/** Rows as JSON lines: nothing but an object a row, named as in `rowsJson`. */
export const rowsJsonLines = (rows: Rows): string => objects(rows).join('\n');

function objects(rows: Rows): string[] {
  const names = distinct(rows.columns.map((column) => column.name)).map((name) => JSON.stringify(name));
  return rows.rows.map((row) => {
    const fields = names.map((name, index) => `${name}: ${jsonText(row[index] ?? null)}`);
    return `{${fields.join(', ')}}`;
  });
}

function distinct(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 1; seen.has(unique) || (unique !== name && taken.has(unique)); number++)
      unique = `${name}_${number}`;
    seen.add(unique);
    return unique;
  });
}
