import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { onTestFinished } from 'vitest';

/** What DuckDB's API stands on, which is loaded in a third of the time. */
const bindings = createRequire(import.meta.resolve('@duckdb/node-api')).resolve('@duckdb/node-bindings');

const script = (path: string, then: string): string[] => [
  '--input-type=module',
  '-e',
  `import duckdb from ${JSON.stringify(bindings)};
   try {
     globalThis.db = await duckdb.open(${JSON.stringify(path)});
     const connection = await duckdb.connect(db);
     globalThis.on = { run: (sql) => duckdb.query(connection, sql) };
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
