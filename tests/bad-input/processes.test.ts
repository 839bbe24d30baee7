import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { type Sandbox, sandbox } from '../cli/harness.ts';
import { interruptAtWork } from '../cli/interrupt.ts';
import { contents } from './aftermath.ts';
import { mask } from './mask.ts';

/** What only shows in a process of its own: locks, Ctrl-C, and being killed. */

const scratch = mkdtempSync(join(tmpdir(), 'assay-processes-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const project = 'name: shop\ntarget: dev\n\ntargets:\n  dev: {path: shop.duckdb, threads: 1}\n';
const table = (sql: string, config = ''): string => `{{ config(materialized='table'${config}) }}\n${sql}\n`;

/** Takes minutes, and says that it has begun by making a file. */
const endless = (folder: Sandbox): string =>
  table(
    'select count(*) as x from range(10000000) a, range(100000) b where (a.range + b.range) % 7 = 3',
    `, pre_hook="copy (select 1) to '${folder.path('begun.csv')}'"`,
  );

const recorded = (name: string): string => `../cases/bad-input/processes/${name}.txt`;

/** What readers see, without the versions that wait to be published. */
const published = async (folder: Sandbox): Promise<string[]> => contents(folder.path('shop.duckdb'), scratch);

async function begun(folder: Sandbox): Promise<void> {
  while (!existsSync(folder.path('begun.csv'))) await pause(20);
}

describe('a warehouse that another process has open', () => {
  async function held() {
    const folder = sandbox({ 'project.yml': project, 'models/a.sql': table('select 1 as x') });
    const instance = await DuckDBInstance.create(folder.path('shop.duckdb'));
    const connection = await instance.connect();
    const release = (): void => {
      connection.disconnectSync();
      instance.closeSync();
    };
    return { folder, release };
  }

  test('is named, with the process', async () => {
    const { folder, release } = await held();
    const ran = await folder.spawned(['build']);
    expect(ran.stderr).toContain(`the process ${process.pid}`);
    expect(ran.exitCode).toBe(2);
    await expect(mask(ran.page, folder.dir)).toMatchFileSnapshot(recorded('locked'));
    release();
  });

  test('is named by plan too, which only reads', async () => {
    const { folder, release } = await held();
    const ran = await folder.spawned(['plan']);
    expect(ran.exitCode).toBe(2);
    await expect(mask(ran.page, folder.dir)).toMatchFileSnapshot(recorded('locked-plan'));
    release();
  });

  test('is waited for as long as was said', async () => {
    const { folder, release } = await held();
    const start = performance.now();
    const ran = await folder.spawned(['build', '--wait', '1']);
    expect(performance.now() - start).toBeGreaterThan(1000);
    expect(ran.exitCode).toBe(2);
    await expect(mask(ran.page, folder.dir)).toMatchFileSnapshot(recorded('locked-too-long'));
    release();
  });

  test('is built in once it is free', async () => {
    const { folder, release } = await held();
    setTimeout(release, 1500);
    const ran = await folder.spawned(['build', '--wait']);
    expect(ran.exitCode).toBe(0);
    expect(await published(folder)).toEqual(['table main.a (x)', '  1']);
  });

  test('is no longer waited for after Ctrl-C', async () => {
    const { folder, release } = await held();
    const ran = await folder.spawned(['build', '--wait'], {
      started: (child) => void interruptAtWork(child, 1500),
    });
    release();
    expect({ exit: ran.exitCode, signal: ran.signal }).toEqual({ exit: 130, signal: null });
    await expect(mask(ran.page, folder.dir)).toMatchFileSnapshot(recorded('interrupted-while-waiting'));
  });
});

describe('in the middle of a build', () => {
  async function halfway(signal: NodeJS.Signals) {
    const folder = sandbox({
      'project.yml': project,
      'models/a.sql': table('select 1 as x'),
      'models/b.sql': table("select 1 as x from {{ ref('a') }}"),
      'models/c.sql': table("select 1 as x from {{ ref('b') }}", ", format='parquet'"),
      'models/d.sql': "select * from {{ ref('c') }}\n",
    });
    expect((await folder.spawned(['build'])).exitCode).toBe(0);
    folder.write({
      'models/a.sql': table('select 2 as x'),
      'models/c.sql': endless(folder).replace(
        'count(*) as x',
        "count(*) as x, (select max(x) from {{ ref('b') }}) as y",
      ),
    });
    const ran = await folder.spawned(['build'], {
      started: (child) =>
        void begun(folder)
          .then(() => pause(300))
          .then(() => child.kill(signal)),
    });
    return { folder, ran };
  }

  const before = [
    'table main.a (x)',
    '  1',
    'table main.b (x)',
    '  1',
    'view main.c (x)',
    '  1',
    'view main.d (x)',
    '  1',
  ];
  const after = before.with(1, '  2');

  test('Ctrl-C stops the statement, leaves nothing staged, and readers see whole versions', async () => {
    const { folder, ran } = await halfway('SIGINT');
    expect({ exit: ran.exitCode, signal: ran.signal }).toEqual({ exit: 130, signal: null });
    await expect(mask(ran.page, folder.dir)).toMatchFileSnapshot(recorded('interrupted'));
    expect([before, after]).toContainEqual(await published(folder));
    expect(folder.files('lake').filter((file) => file.includes('/v'))).toHaveLength(1);
    expect(folder.exists('shop.duckdb.wal')).toBe(false);
  });

  test('a killed process leaves whole versions, and the next build works', async () => {
    const { folder, ran } = await halfway('SIGKILL');
    expect(ran.signal).toBe('SIGKILL');
    const seen = (await published(folder)).filter((line, index, all) => !isStaged(line, index, all));
    expect([before, after]).toContainEqual(seen);
    folder.write({ 'models/c.sql': table("select 3 as x from {{ ref('b') }}", ", format='parquet'") });
    const again = await folder.spawned(['build']);
    expect(again.exitCode).toBe(0);
    expect(await published(folder)).toEqual(after.with(5, '  3').with(7, '  3'));
    expect(folder.files('lake').filter((file) => file.includes('/v'))).toHaveLength(1);
  });
});

/** Whether a line of `contents` is of a relation that waits to be published, or of its rows. */
function isStaged(line: string, index: number, all: readonly string[]): boolean {
  const head = line.startsWith('  ')
    ? all.slice(0, index).findLast((other) => !other.startsWith('  '))
    : line;
  return /__(staged|added)\b/.test(head ?? '');
}
