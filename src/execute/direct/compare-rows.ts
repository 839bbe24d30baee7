import type { TableData } from '../../compile/index.ts';
import { toText, type Value } from '../../template/index.ts';

/** Two tables side by side: a line is a mark and cells. `+++` is too many, `---` is missing, `→` is otherwise. */
export interface RowsCompared {
  readonly same: boolean;
  readonly columns: readonly string[];
  readonly lines: readonly (readonly string[])[];
  /** The same as text. */
  readonly text: string;
}

/** Compares rows whatever their order; rows that differ in some of their values are shown as one. */
export function compareRows(actual: TableData, expected: TableData): RowsCompared {
  const columns = expected.names;
  const order = columns.map((name) => actual.names.indexOf(name));
  const mine = texts(actual.rows.map((row) => order.map((index) => row[index] ?? null)));
  const theirs = texts(expected.rows);
  const { common, left: tooMany, right: missing } = matched(mine, theirs);
  const { pairs, left, right } = paired(tooMany, missing);
  const lines = [
    ...common.map((row) => ['', ...row]),
    ...pairs.map(([found, wanted]) => [
      '→',
      ...wanted.map((cell, index) => (cell === found[index] ? cell : `${cell}→${found[index]!}`)),
    ]),
    ...left.map((row) => ['+++', ...row]),
    ...right.map((row) => ['---', ...row]),
  ];
  const same = tooMany.length === 0 && missing.length === 0;
  return { same, columns, lines, text: printed([['@@', ...columns], ...lines]) };
}

type Row = readonly string[];

const texts = (rows: readonly (readonly Value[])[]): Row[] =>
  rows.map((row) => row.map((value) => (value === null ? 'NULL' : toText(value)))).sort(byCells);

function byCells(a: Row, b: Row): number {
  for (const [index, cell] of a.entries()) {
    const other = b[index]!;
    if (cell !== other) return cell < other ? -1 : 1;
  }
  return 0;
}

/** What both have, each as often as both have it, and the rest of each. */
function matched(left: readonly Row[], right: readonly Row[]): { common: Row[]; left: Row[]; right: Row[] } {
  const key = (row: Row): string => JSON.stringify(row);
  const counts = new Map<string, number>();
  for (const row of right) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  const take = (row: Row): boolean => {
    const count = counts.get(key(row)) ?? 0;
    counts.set(key(row), count - 1);
    return count > 0;
  };
  const common: Row[] = [];
  const rest: Row[] = [];
  for (const row of left) (take(row) ? common : rest).push(row);
  const others = new Map<string, number>();
  for (const row of common) others.set(key(row), (others.get(key(row)) ?? 0) + 1);
  const missing = right.filter((row) => {
    const count = others.get(key(row)) ?? 0;
    others.set(key(row), count - 1);
    return count <= 0;
  });
  return { common, left: rest, right: missing };
}

/** Rows that are the same in at least half of their cells. */
function paired(
  left: readonly Row[],
  right: readonly Row[],
): { pairs: (readonly [Row, Row])[]; left: Row[]; right: Row[] } {
  const pairs: (readonly [Row, Row])[] = [];
  const rest = [...right];
  const alone: Row[] = [];
  for (const row of left) {
    const index = rest.findIndex(
      (other) => other.filter((cell, at) => cell === row[at]).length * 2 >= row.length && row.length > 1,
    );
    if (index === -1) alone.push(row);
    else pairs.push([row, rest.splice(index, 1)[0]!]);
  }
  return { pairs, left: alone, right: rest };
}

function printed(rows: readonly Row[]): string {
  const widths = rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join(',')
        .trimEnd(),
    )
    .join('\n');
}
