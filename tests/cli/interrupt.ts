import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

type Child = Pick<ChildProcess, 'kill' | 'pid'>;

/** Presses Ctrl-C some time after a process has come as far as to load DuckDB, however long that takes. */
export async function interruptAtWork(child: Child, milliseconds: number): Promise<void> {
  // What a process has loaded can be asked on Linux; elsewhere it gets the time that it takes.
  if (process.platform !== 'linux') await pause(1500);
  else while (!hasLoadedDuckdb(child)) await pause(20);
  await pause(milliseconds);
  child.kill('SIGINT');
}

function hasLoadedDuckdb({ pid }: Child): boolean {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8').includes('duckdb');
  } catch {
    // It has ended.
    return true;
  }
}
