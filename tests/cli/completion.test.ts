import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { sandbox } from './harness.ts';

const files = {
  'native/project.yml': '',
  'native/a folder/x.txt': '',
  'dbt/models/x.sql': '',
  'dbt/dbt_project.yml': '',
};
const hasShell = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** What the shell would offer for the last of the words. */
type Offer = (folder: string, ...words: readonly string[]) => readonly string[];

const bash = async (): Promise<Offer> => {
  const place = sandbox(files);
  const { stdout: script } = await place.spawned(['completion', 'bash']);
  place.write({ 'assay.bash': script });
  const tab = `source "$1"; shift; COMP_WORDS=(assay "$@"); COMP_CWORD=$#; _assay; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return (folder, ...words) => {
    const args = ['-c', tab, 'bash', place.path('assay.bash'), ...words];
    const offered = execFileSync('bash', args, { cwd: place.path(folder), encoding: 'utf8' });
    return offered.split('\n').filter((line) => line !== '');
  };
};

const fish = async (): Promise<Offer> => {
  const place = sandbox(files);
  const { stdout: script } = await place.spawned(['completion', 'fish']);
  place.write({ 'assay.fish': script });
  return (folder, ...words) => {
    const args = ['-c', `source ${place.path('assay.fish')}; complete -C "assay ${words.join(' ')}"`];
    const offered = execFileSync('fish', args, { cwd: place.path(folder), encoding: 'utf8' });
    return offered.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0]!]));
  };
};

describe.each([
  ['bash', bash],
  ['fish', fish],
] as const)('%s', (shell, start) => {
  test.skipIf(!hasShell(shell))('completes commands, options and their values', async () => {
    const offer = await start();
    expect(offer('native', 'bu')).toEqual(['build']);
    expect(offer('native', 'snap')).toEqual([]);
    expect(offer('dbt', 'snap')).toEqual(['snapshot']);
    expect(offer('dbt/models', 'docs', '')).toEqual(['generate', 'serve']);
    expect(offer('dbt', 'docs', 'generate', '--favor')).toEqual(['--favor-state']);
    expect(offer('native', 'build', '--full')).toEqual(['--full-refresh']);
    expect(offer('native', 'ls', '--full')).toEqual([]);
    expect(offer('native', 'ls', '--output', 'j')).toEqual(['json']);
    expect(offer('native', '-q', 'completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
  });
});

test('bash completes folders with their spaces', async () => {
  expect((await bash())('native', 'ls', '--project-dir', 'a')).toEqual(['a folder']);
});

test.skipIf(!hasShell('zsh'))('zsh reads its script, and gets commands and options from it', async () => {
  const place = sandbox(files);
  const { stdout: script } = await place.spawned(['completion', 'zsh']);
  place.write({ _assay: script });
  const asks = `compdef() { :; }; _describe() { print -l \${(P)2}; }; _arguments() { print -l -- "$@"; }
source $1; shift; words=(assay "$@"); CURRENT=$(($# + 1)); _assay`;
  const offer = (folder: string, ...words: string[]) =>
    execFileSync('zsh', ['-fc', asks, 'zsh', place.path('_assay'), ...words], {
      cwd: place.path(folder),
      encoding: 'utf8',
    });
  expect(offer('native', '')).toContain('build:builds, tests and publishes models and seeds\n');
  expect(offer('native', '')).not.toContain('snapshot');
  expect(offer('dbt', 'docs', '')).toMatch(/^generate:/m);
  expect(offer('native', 'ls', '-')).toContain('*--output[');
  expect(offer('native', 'ls', '-')).toContain(':value:(text selector name path json)');
});
