// npm run test:histories: the histories that CI asks for, more than there are among the tests, and those that
// must tell of a mistake. HISTORIES says how many, HISTORY_EDITS how long they are, HISTORY_SEED where they start.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const args = ['node_modules/vitest/vitest.mjs', 'run', 'tests/histories', ...process.argv.slice(2)];
const env = process.env.HISTORIES ? process.env : { ...process.env, HISTORIES: '100', HISTORY_EDITS: '1' };
const { status } = spawnSync(process.execPath, args, {
  cwd: join(import.meta.dirname, '..'),
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
