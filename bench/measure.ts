import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What is measured: a script of node, or another program. */
export interface Command {
  /** Absent for node. */
  readonly program?: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** A process, from its start to its end. */
export interface Measured {
  readonly seconds: number;
  /** User and system time of all its threads. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

type Usage = Omit<Measured, 'seconds'>;

const usage = resolve('bench/usage.cjs');

/** Runs a command and measures the whole process. Throws if it does not end well. */
export async function measure({ program, args, cwd }: Command): Promise<Measured> {
  const started = performance.now();
  const child = spawn(
    program ?? process.execPath,
    program === undefined ? ['--require', usage, ...args] : args,
    {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: '0' },
    },
  );
  const texts = [1, 2, 3].map((stream) => collect(child, stream));
  const watch = program === undefined ? undefined : watchUsage(child.pid);
  const [status] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - started) / 1000;
  const [out, err, used] = await Promise.all(texts);
  const last = watch?.();
  if (status !== 0)
    throw new Error(`${program ?? 'node'} ${args.join(' ')} ended with ${status}:\n${out}\n${err}`);
  return { seconds, ...(last ?? usageOf(JSON.parse(used!) as NodeJS.ResourceUsage)) };
}

const usageOf = ({ userCPUTime, systemCPUTime, maxRSS }: NodeJS.ResourceUsage): Usage => ({
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakMegabytes: maxRSS / 1024,
});

async function collect(child: ChildProcess, stream: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdio[stream] as NodeJS.ReadableStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** What a program that is not ours uses, as Linux tells while it runs: the last tenth of a second is missing. */
function watchUsage(pid: number | undefined): () => Usage {
  let last: Usage = { cpuSeconds: Number.NaN, peakMegabytes: Number.NaN };
  const look = () => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      if (peak !== null) last = { cpuSeconds: ticks / 100, peakMegabytes: Number(peak[1]) / 1024 };
    } catch {
      // It has ended, or the system is another.
    }
  };
  const timer = setInterval(look, 100);
  return () => {
    clearInterval(timer);
    return last;
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
