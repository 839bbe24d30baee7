import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { repository, sandbox } from './harness.ts';

const run = promisify(execFile);
const quiet = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

test('the packed package, installed into an empty folder, makes and builds a project', {
  timeout: 120_000,
}, async () => {
  expect(inject('bundling')).toBe('');
  const place = sandbox();
  const env = { ...process.env, ...quiet };
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', place.dir], {
    cwd: repository,
    env,
  });
  const [{ filename, files, unpackedSize }] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('['))) as [
    { filename: string; files: { path: string; mode: number }[]; unpackedSize: number },
  ];
  const tops = new Set(files.map(({ path }) => path.split('/')[0]));
  expect([...tops].sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'bin',
    'dist',
    'package.json',
    'scaffold',
    'schemas',
  ]);
  expect(files.find(({ path }) => path === 'bin/assay.js')!.mode & 0o111).not.toBe(0);
  expect(unpackedSize).toBeLessThan(3_500_000);

  mkdirSync(place.path('empty'));
  const cwd = place.path('empty');
  await run('npm', ['init', '-y'], { cwd, env });
  await run('npm', ['install', `../${filename}`], { cwd, env });
  const installed = JSON.parse(place.read('empty/package-lock.json')) as {
    packages: Record<string, unknown>;
  };
  const own = Object.keys(installed.packages).filter(
    (path) => path !== '' && !/@duckdb|detect-libc/.test(path),
  );
  expect(own).toEqual(['node_modules/assay']);

  const offline = { ...env, npm_config_offline: 'true', npm_config_yes: 'false' };
  const made = await run('npx', ['assay', 'init', 'shop'], { cwd, env: offline });
  expect(made.stdout).toContain('  cd shop\n  npx assay build\n');
  const built = await run('npx', ['assay', 'build'], { cwd: place.path('empty', 'shop'), env: offline });
  expect(built.stderr).toMatch(/4 built · 14 tests passed/);
  const dbt = await run('npx', ['dbt', '--version'], { cwd, env: offline });
  expect(dbt.stdout).toMatch(/^ {2}- installed: 1\.11\./m);
});
