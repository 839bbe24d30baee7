import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Sandbox, sandbox } from '../cli/harness.ts';
import { contents } from './aftermath.ts';
import { mask } from './mask.ts';

/** A disk of a few megabytes; undefined where this process may not make one. */
function smallDisk(size: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'assay-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

const probe = process.platform === 'linux' && process.getuid?.() === 0;

const small = `{{ config(materialized='table') }}\nselect 1 as x\n`;
const large = `{{ config(materialized='table') }}\nselect range as x, md5(range::text) as y from range(3000000)\n`;

const projectOn = (disk: string, target: string): string =>
  `name: shop\ntarget: dev\n\ntargets:\n  dev: {${target.replaceAll('DISK', disk)}, threads: 1}\n`;

async function check(
  ran: { readonly page: string },
  folder: Sandbox,
  disk: string,
  name: string,
): Promise<void> {
  const page = mask(ran.page.replaceAll(disk, '<disk>'), folder.dir);
  await expect(page).toMatchFileSnapshot(`../cases/bad-input/full-disk/${name}.txt`);
}

test.runIf(probe)('a warehouse on a full disk stays as it was', async ({ skip }) => {
  const disk = smallDisk('6m') ?? skip();
  const folder = sandbox({ 'project.yml': projectOn(disk, 'path: DISK/shop.duckdb'), 'models/a.sql': small });
  expect((await folder.spawned(['build'])).exitCode).toBe(0);
  folder.write({ 'models/a.sql': large });
  const ran = await folder.spawned(['build']);
  expect(ran.exitCode).toBe(1);
  await check(ran, folder, disk, 'warehouse');
  expect(await contents(join(disk, 'shop.duckdb'), folder.dir)).toEqual(['table main.a (x)', '  1']);
  execFileSync('mount', ['-o', 'remount,size=64m', disk]);
  expect((await folder.spawned(['build'])).exitCode).toBe(0);
});

test.runIf(probe)('Parquet files on a full disk: readers keep the version before', async ({ skip }) => {
  const disk = smallDisk('2m') ?? skip();
  const parquet = (sql: string): string => sql.replace("'table'", "'table', format='parquet'");
  const folder = sandbox({
    'project.yml': projectOn(disk, 'path: shop.duckdb, parquet_root: DISK/lake'),
    'models/a.sql': parquet(small),
  });
  expect((await folder.spawned(['build'])).exitCode).toBe(0);
  folder.write({ 'models/a.sql': parquet(large) });
  const ran = await folder.spawned(['build']);
  expect(ran.exitCode).toBe(1);
  await check(ran, folder, disk, 'parquet');
  expect(await contents(folder.path('shop.duckdb'), folder.dir)).toEqual(['view main.a (x)', '  1']);
  folder.write({ 'models/a.sql': parquet(small.replace('1 as x', '2 as x')) });
  expect((await folder.spawned(['build'])).exitCode).toBe(0);
});

test.runIf(probe)(
  'artifacts on a full disk: what was built is published, and the exit code tells',
  async ({ skip }) => {
    const disk = smallDisk('8k') ?? skip();
    const folder = sandbox({ 'project.yml': projectOn(disk, 'path: shop.duckdb'), 'models/a.sql': small });
    const ran = await folder.spawned(['build', '--target-path', disk]);
    expect(ran.exitCode).toBe(1);
    await check(ran, folder, disk, 'artifacts');
    expect(await contents(folder.path('shop.duckdb'), folder.dir)).toEqual(['table main.a (x)', '  1']);
  },
);
