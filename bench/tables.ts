import { arch, cpus, platform, totalmem } from 'node:os';
import type { Result, Spread } from './contest.ts';
import { type Goal, isReached } from './goals.ts';
import type { Part } from './parts/part.ts';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly node: string;
}

export const thisMachine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${arch()}`,
  node: process.version,
});

export const machineLine = ({ processor, cores, memoryGigabytes, system, node }: Machine): string =>
  `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node.slice(1)}`;

/** A heading and a table for each part that was measured. */
export function resultsTables(results: readonly Result[], parts: readonly Part[]): string {
  const measured = parts.filter(({ name }) => results.some(({ part }) => part === name));
  return measured
    .map(({ name, text }) => {
      const rows = results.filter(({ part }) => part === name).map(resultCells);
      const runs = results.find(({ part }) => part === name)!.runs;
      const head = ['what', 'seconds', 'processor', 'peak MB', 'ratio', 'least to most', 'processor ratio'];
      return `### ${name}\n\n${text}; ${runs === 1 ? 'one round' : `${runs} rounds`}.\n\n${table(head, rows)}`;
    })
    .join('\n\n');
}

const resultCells = (result: Result): readonly string[] => [
  result.name,
  result.seconds.toFixed(2),
  result.cpuSeconds?.toFixed(2) ?? '',
  result.peakMegabytes === null ? '' : Math.round(result.peakMegabytes).toLocaleString('en'),
  result.ratio === undefined ? '' : `${times(result.ratio)} ${result.against}`,
  result.ratio === undefined ? '' : `${result.ratio.least.toFixed(2)} to ${result.ratio.most.toFixed(2)}`,
  result.cpuRatio === undefined ? '' : times(result.cpuRatio),
];

const times = ({ median }: Spread): string => `${median.toFixed(2)} ×`;

export const goalsTable = (goals: readonly Goal[]): string =>
  table(
    ['goal', 'limit', 'measured', ''],
    goals.map((goal) => [
      goal.text,
      `${goal.isAtLeast ? 'at least' : 'at most'} ${goal.limit} ${goal.unit}`,
      measuredText(goal),
      goal.reached === undefined || isReached(goal) ? '' : 'missed',
    ]),
  );

export const measuredText = ({ reached, unit }: Goal): string =>
  reached === undefined
    ? 'not measured'
    : `${unit === '×' ? reached.toFixed(2) : Math.round(reached)} ${unit}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
