import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

const api = import.meta.resolve('@duckdb/node-api');

const script = (path: string, then: string): string[] => [
  '--input-type=module',
  '-e',
  `import { DuckDBInstance } from ${JSON.stringify(api)};
   try {
     globalThis.db = await DuckDBInstance.create(${JSON.stringify(path)});
     globalThis.on = await db.connect();
     ${then}
   } catch (error) { console.log('failed', error.message); }`,
];

/** What another process prints that opens the database, works with `on`, and closes it. */
export const elsewhere = (path: string, then = "console.log('opened')"): string =>
  spawnSync(process.execPath, script(path, then), { encoding: 'utf8' }).stdout.trim();

/** Another process that has the database, from when it says so until it is killed. */
export async function holder(path: string, then = "console.log('up'); setTimeout(() => {}, 60000)") {
  const child: ChildProcess = spawn(process.execPath, script(path, then), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  await new Promise((resolve) => child.stdout!.once('data', resolve));
  return { pid: child.pid!, kill };
}
