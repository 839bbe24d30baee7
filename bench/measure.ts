import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** A node process, from its start to its end. */
export interface Measured {
  readonly seconds: number;
  /** User and system time of all its threads. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const usage = resolve('bench/usage.mjs');

/** Runs a script and measures the whole process. Throws if it does not end well. */
export function measure(args: readonly string[], cwd: string): Measured {
  const started = performance.now();
  const ended = spawnSync(process.execPath, ['--import', usage, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const seconds = (performance.now() - started) / 1000;
  if (ended.status !== 0)
    throw new Error(`${args.join(' ')} ended with ${ended.status}:\n${ended.stdout}\n${ended.stderr}`);
  const used = JSON.parse(ended.output[3]!) as NodeJS.ResourceUsage;
  return {
    seconds,
    cpuSeconds: (used.userCPUTime + used.systemCPUTime) / 1e6,
    peakMegabytes: used.maxRSS / 1024,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
