import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { repository } from './harness.ts';

const script = `
const { DuckDBInstance } = await import('@duckdb/node-api');
const instance = await DuckDBInstance.create(process.env.HELD);
await instance.connect();
console.log('held');
setInterval(() => {}, 1000);
`;

/** Another process that has a database open until the test ends. */
export async function holdOpen(path: string): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: repository,
    env: { ...process.env, HELD: path },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) =>
      reject(new Error(`the process that should hold ${path} ended with ${code}`)),
    );
  });
}
