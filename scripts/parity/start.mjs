// npm run parity [-- [--record] [area | area/name …]]: plays the cases of tests/parity under Assay and compares with what
// is recorded of dbt, or records that anew. PARITY_DBT names an environment that has dbt; without it one is made.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const args = process.argv.slice(2);
const record = args.includes('--record');
const env = { ...process.env, PARITY_CASES: args.filter((word) => !word.startsWith('-')).join(' ') };
const done = record
  ? vitest('tests/parity/record.test.ts', { ...env, PARITY_RECORD: process.env.PARITY_DBT ?? installed() })
  : vitest('tests/parity/parity.test.ts', {
      ...env,
      PARITY_TABLE: '1',
      PARITY_START: String(startSeconds()),
    });
process.exitCode = done.status ?? 1;

function vitest(file, env) {
  const words = [
    'node_modules/vitest/vitest.mjs',
    'run',
    file,
    `--maxConcurrency=${availableParallelism() + 1}`,
  ];
  return run(process.execPath, words, env);
}

/** The folder of a Python environment with dbt; made when it is not there. */
function installed() {
  const folder = join(root, '.venv', 'parity');
  if (!existsSync(join(folder, 'bin', 'dbt'))) {
    const packages = ['dbt-core<1.12', 'dbt-duckdb<1.12', 'duckdb==1.5.5'];
    for (const [command, ...rest] of [
      ['python3', '-m', 'venv', folder],
      [join(folder, 'bin', 'pip'), 'install', '--quiet', ...packages],
    ]) {
      const { status } = run(command, rest, process.env);
      if (status !== 0) process.exit(status ?? 1);
    }
  }
  return folder;
}

/** The processor time of a process that only starts: the least of a few. */
function startSeconds() {
  const times = Array.from({ length: 5 }, () => {
    const code = 'process.on("exit", () => console.log(JSON.stringify(process.cpuUsage())));';
    const preload = `--import=data:text/javascript,${encodeURIComponent(code)}`;
    const { stdout } = spawnSync(process.execPath, [preload, 'bin/dbt.js', '--version'], {
      cwd: root,
      encoding: 'utf8',
    });
    const usage = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
    return (usage.user + usage.system) / 1e6;
  });
  return Math.min(...times);
}

function run(command, rest, env) {
  return spawnSync(command, rest, { cwd: root, env, stdio: 'inherit' });
}
