import { mkdirSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expected, pages, type Sandbox, sandbox } from './harness.ts';

const project = (clean: string, path = 'tiny.duckdb'): Sandbox =>
  sandbox({
    'inside/project.yml': `name: tiny\nclean-targets: ${clean}\ntargets:\n  dev: { path: ${path} }\n  prod: { path: build/prod.duckdb }\n`,
    'inside/models/one.sql': 'select 1 as n\n',
    'inside/target/compiled/one.sql': 'select 1 as n\n',
    'inside/logs/a.log': 'a\n',
    'outside/kept.txt': 'kept\n',
  });

const clean = async (in_: Sandbox, ...more: readonly string[]) =>
  in_.assay(['clean', '--project-dir', 'inside', ...more]);

test('the clean-targets are removed, target by default', async () => {
  const tiny = sandbox({
    'project.yml': 'name: tiny\n',
    'target/a.json': '{}\n',
    'elsewhere/a.json': '{}\n',
    'models/one.sql': 'select 1 as n\n',
  });
  const page = await pages(
    tiny,
    ['clean'],
    ['clean'],
    ['clean', '--quiet'],
    ['clean', '--target-path', 'elsewhere'],
  );
  await expect(page).toMatchFileSnapshot(expected('clean/default'));
  expect(tiny.files()).toEqual(['models/one.sql', 'project.yml']);
});

test('those that project.yml names', async () => {
  const named = project('[target, logs, missing]');
  const ran = await clean(named);
  expect(ran.stdout).toBe('removed target\nremoved logs\n');
  expect(named.files('inside')).toEqual(['inside/models/one.sql', 'inside/project.yml']);
});

test.each([
  ['above', '[target, ../outside]'],
  ['around', '[target, "."]'],
  ['round-about', '[target, models/../../outside]'],
  ['absolute', '[target, /tmp]'],
  ['sources', '[target, models]'],
  ['part-of-sources', '[target, models/gold]'],
])('nothing is removed if one of them may not be: %s', async (name, targets) => {
  const wrong = project(targets);
  const before = wrong.files();
  const ran = await clean(wrong);
  expect(ran.exitCode).toBe(2);
  await expect(ran.page).toMatchFileSnapshot(expected(`clean/${name}`));
  expect(wrong.files()).toEqual(before);
});

test('a link is removed, what it leads to is not; a link on the way is refused', async () => {
  const linked = project('[target/linked, target/folder]');
  symlinkSync(linked.path('outside'), linked.path('inside/target/linked'));
  mkdirSync(linked.path('inside/target/folder'));
  symlinkSync(linked.path('outside'), linked.path('inside/target/folder/deep'));
  expect((await clean(linked)).exitCode).toBe(0);
  expect(linked.files()).toContain('outside/kept.txt');
  expect(linked.exists('inside/target/folder')).toBe(false);
  expect(linked.exists('inside/target/linked')).toBe(false);

  const through = project('[via/deeper]');
  symlinkSync(linked.path('outside'), through.path('inside/via'));
  linked.write({ 'outside/deeper/kept.txt': 'kept\n' });
  const ran = await clean(through);
  expect(ran.exitCode).toBe(2);
  expect(linked.exists('outside/deeper/kept.txt')).toBe(true);
});

test('a warehouse inside of one is not removed with it', async () => {
  const dev = project('[build]', 'build/dev.duckdb');
  expect((await dev.assay(['build', '--quiet', '--project-dir', 'inside'])).exitCode).toBe(0);
  await expect((await clean(dev)).page).toMatchFileSnapshot(expected('clean/warehouse'));
  expect(dev.exists('inside/build/dev.duckdb')).toBe(true);
  // Nor that of a target that is not the one in use.
  dev.remove('inside/build');
  dev.write({ 'inside/build/prod.duckdb': 'bytes' });
  expect((await clean(dev)).exitCode).toBe(2);
});

test('outside of a project there is nothing to clean', async () => {
  const ran = await sandbox({ 'target/a.json': '{}\n' }).assay(['clean']);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain('A1001');
});
