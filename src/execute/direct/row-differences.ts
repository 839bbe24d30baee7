import type { FailingRows } from '../../base/index.ts';

type Cell = string | null;
type Row = readonly Cell[];

/** What a unit test's query gave beside what was expected, as far as they differ. */
export interface RowDifferences {
  /** The rows that differ, with a sign in front: `+` is too much, `-` is missing, `→` has other values. */
  readonly table: FailingRows;
  /** The same as a text, as dbt writes it into its artifacts. */
  readonly text: string;
}

/** Compares rows without regard to their order, each as often as it is there; undefined where they are the same. */
export function rowDifferences(
  columns: readonly string[],
  expected: readonly Row[],
  actual: readonly Row[],
): RowDifferences | undefined {
  const { same, missing, surplus } = apart(sorted(expected), sorted(actual));
  if (missing.length === 0 && surplus.length === 0) return undefined;
  const pairs = paired(missing, surplus);
  const rows: (readonly [sign: string, row: Row])[] = [
    ...pairs.changed.map(([before, after]) => ['→', between(before, after)] as const),
    ...pairs.surplus.map((row) => ['+', row] as const),
    ...pairs.missing.map((row) => ['-', row] as const),
  ];
  return {
    table: { columns: ['', ...columns], rows: rows.map(([sign, row]) => [sign, ...row]) },
    text: textOf(columns, same.slice(0, 1), rows),
  };
}

const keyOf = (row: Row): string => JSON.stringify(row);

const sorted = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));

/** Takes away from both what both have. */
function apart(expected: readonly Row[], actual: readonly Row[]) {
  const left = new Map<string, number>();
  for (const row of actual) left.set(keyOf(row), (left.get(keyOf(row)) ?? 0) + 1);
  const take = (row: Row): boolean => {
    const count = left.get(keyOf(row)) ?? 0;
    if (count > 0) left.set(keyOf(row), count - 1);
    return count > 0;
  };
  const same: Row[] = [];
  const missing: Row[] = [];
  for (const row of expected) (take(row) ? same : missing).push(row);
  const surplus: Row[] = [];
  for (const row of [...actual].reverse()) if (take(row)) surplus.unshift(row);
  return { same, missing, surplus };
}

/** Rows that share a value which no other row has in its column are the same row with other values. */
function paired(missing: readonly Row[], surplus: readonly Row[]) {
  const changed: (readonly [before: Row, after: Row])[] = [];
  let [before, after] = [missing, surplus];
  const width = missing[0]?.length ?? 0;
  for (let column = 0; column < width; column++) {
    const unique = (rows: readonly Row[], cell: Cell): Row | undefined => {
      const found = rows.filter((row) => row[column] === cell);
      return cell !== null && found.length === 1 ? found[0] : undefined;
    };
    for (const row of before) {
      const cell = row[column] ?? null;
      const other = unique(before, cell) === row ? unique(after, cell) : undefined;
      if (other === undefined) continue;
      changed.push([row, other]);
      before = before.filter((each) => each !== row);
      after = after.filter((each) => each !== other);
    }
  }
  return { changed, missing: before, surplus: after };
}

const shown = (cell: Cell | undefined): string => cell ?? 'NULL';

const between = (before: Row, after: Row): Row =>
  before.map((cell, index) => (cell === after[index] ? cell : `${shown(cell)}→${shown(after[index])}`));

const signs: Readonly<Record<string, string>> = { '+': '+++', '-': '---', '→': '→' };

function textOf(
  columns: readonly string[],
  context: readonly Row[],
  rows: readonly (readonly [string, Row])[],
): string {
  const lines = [
    ['@@', ...columns],
    ...context.map((row) => ['', ...row.map(shown)]),
    ...rows.map(([sign, row]) => [signs[sign]!, ...row.map(shown)]),
  ];
  const widths = lines[0]!.map((_, index) => Math.max(...lines.map((line) => line[index]!.length)));
  const table = lines.map((line) =>
    line.map((cell, index) => (index === line.length - 1 ? cell : cell.padEnd(widths[index]!))).join(','),
  );
  return `\n\nactual differs from expected:\n\n${table.join('\n')}\n\n`;
}
