/** How a case came out. */
export interface Line {
  readonly name: string;
  /** Differences of which `unlisted` are not among the known deviations. */
  readonly found: number;
  readonly unlisted: number;
  readonly seconds: number;
  readonly dbtSeconds: number;
}

const areaOf = ({ name }: Line): string => name.split('/')[0]!;

/** A line for each area: its cases, how they came out, and the times of both. */
export function printTable(lines: readonly Line[]): string {
  const areas = [...new Set(lines.map(areaOf))];
  const rows = [...areas, 'all'].map((area) => {
    const cases = lines.filter((line) => area === 'all' || areaOf(line) === area);
    const total = (of: (line: Line) => number) => cases.reduce((sum, line) => sum + of(line), 0);
    const count = (of: (line: Line) => boolean) => `${cases.filter(of).length}`;
    return [
      area,
      `${cases.length}`,
      count(({ found }) => found === 0),
      count(({ found, unlisted }) => found > 0 && unlisted === 0),
      count(({ unlisted }) => unlisted > 0),
      `${total(({ seconds }) => seconds).toFixed(1)} s`,
      `${total(({ dbtSeconds }) => dbtSeconds).toFixed(1)} s`,
    ];
  });
  const all = [['area', 'cases', 'identical', 'listed', 'differing', 'Assay', 'dbt'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
    )
    .join('\n');
}

/** Cases for which Assay took more than a quarter of the time of dbt. */
export const slower = (lines: readonly Line[]): string[] =>
  lines
    .filter(({ seconds, dbtSeconds }) => seconds > dbtSeconds / 4)
    .map(
      ({ name, seconds, dbtSeconds }) => `${name}: ${seconds.toFixed(2)} s, dbt ${dbtSeconds.toFixed(2)} s`,
    );
