import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands, dbtCommands } from '../../src/cli/commands/index.ts';
import { runAssay } from '../bad-input/in-process.ts';
import { repository, sandbox } from './harness.ts';

const launcher = join(repository, 'bin/assay.js');

const printed = (script: string, args: readonly string[], cwd: string): string =>
  execFileSync(process.execPath, [script, ...args], { cwd, encoding: 'utf8' });

const kinds = [
  { kind: 'native', file: 'project.yml', known: commands },
  { kind: 'dbt', file: 'dbt_project.yml', known: [...commands, ...dbtCommands] },
] as const;

test.each(kinds)('what bin prints by itself is what the program says: $kind', async ({ file, known }) => {
  const { dir } = sandbox({ [file]: '' });
  const questions = [[], ...known.map(({ name }) => name.split(' '))].map((words) => [...words, '--help']);
  for (const words of [...questions, ['--version'], ['completion', 'bash']]) {
    expect(printed(launcher, words, dir)).toBe((await runAssay(words, dir, {})).stdout);
  }
});

test('help, version and completion need nothing of the program', () => {
  const place = sandbox({ 'project.yml': '' });
  cpSync(join(repository, 'bin'), place.path('bin'), { recursive: true });
  for (const name of readdirSync(join(repository, 'dist'))) {
    if (/^(answers|completion)\./.test(name)) {
      cpSync(join(repository, 'dist', name), place.path('dist', name), { recursive: true });
    }
  }
  const script = place.path('bin/assay.js');
  expect(printed(script, ['-V'], place.dir)).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(printed(script, ['list', '-h'], place.dir)).toMatch(/^Usage: assay ls\|list /);
  expect(printed(script, ['completion', 'fish'], place.dir)).toContain('complete -c assay');
  expect(printed(place.path('bin/dbt.js'), ['--version'], sandbox().dir)).toContain('installed: 1.11');
});

test('what is asked otherwise is for the program', async () => {
  const place = sandbox({ 'project.yml': '', 'other/dbt_project.yml': '' });
  expect((await place.spawned(['build --help'])).exitCode).toBe(2);
  expect((await place.spawned(['completion', 'powershell'])).stderr).toContain('A4001');
  expect((await place.spawned(['completion', '../macros'])).stderr).toContain('A4001');
  expect((await place.spawned(['--help', '--project-dir', 'other'])).stdout).toContain('snapshot');
  const env = { DBT_PROJECT_DIR: 'other' };
  const elsewhere = sandbox({ 'other/dbt_project.yml': '' });
  expect((await elsewhere.spawned(['--help'], { env })).stdout).toContain('snapshot');
  expect((await elsewhere.spawned(['--help'])).stdout).not.toContain('snapshot');
});
