import { arch, cpus, platform, totalmem } from 'node:os';
import type { Result } from './contest.ts';
import type { Goal } from './goals.ts';

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

export function resultsTable(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.models.toLocaleString('en'),
    result.name,
    result.seconds.toFixed(2),
    result.cpuSeconds.toFixed(2),
    Math.round(result.peakMegabytes).toLocaleString('en'),
    result.ratio === undefined
      ? ''
      : `${result.ratio.toFixed(2)} × (processor ${result.cpuRatio!.toFixed(2)} ×) ${result.against}`,
  ]);
  return table(['models', 'what', 'seconds', 'processor seconds', 'peak MB', 'ratio'], rows);
}

export const goalsTable = (goals: readonly Goal[]): string =>
  table(
    ['goal', 'at most', 'measured'],
    goals.map(({ text, limit, reached }) => [
      text,
      `${limit} ×`,
      reached === undefined ? 'not measured' : `${reached.toFixed(2)} ×`,
    ]),
  );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
