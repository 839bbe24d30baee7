import { copyFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Session, Statement } from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import { failed, rows, session, target, temporary, value, warehouse } from './helpers.ts';
import { elsewhere, holder } from './other-process.ts';

const execute = (sql: string): Statement => ({ kind: 'execute', sql });

const record = (mark: string): Statement[] => [
  execute('create table if not exists seal (mark text)'),
  execute('delete from seal'),
  execute(`insert into seal values ('${mark}')`),
];

const seal = (on: Session) => on.seal(record);

/** Makes a database, works in it, seals it. */
async function sealed(
  path = `${temporary()}/x.db`,
  work = 'create table t as select range as a from range(10)',
) {
  const open = await warehouse(path);
  const on = await open.session();
  value(await on.run(work));
  expect(value(await seal(on))).toBe(true);
  await open.close();
  return path;
}

/** What the next one to open it would say: the mark that it finds, and the one that was recorded. */
async function found(path: string, readOnly = false) {
  const open = await warehouse(path, {}, { readOnly });
  const [[recorded] = []] = await rows(await open.session(), 'select mark from seal');
  const mark = open.mark();
  await open.close();
  return { mark, recorded, same: mark !== undefined && mark === recorded };
}

const same = async (path: string): Promise<boolean> => (await found(path)).same;

describe('a sealed database', () => {
  test('is found as it was left, again and again, also by readers', async () => {
    const path = await sealed();
    expect(existsSync(`${path}.wal`)).toBe(false);
    expect((await found(path, true)).same).toBe(true);
    expect(await same(path)).toBe(true);
    expect(elsewhere(path, "await on.run('from t'); console.log('read')")).toBe('read');
    expect(await same(path)).toBe(true);
  });

  test('is so after the process that sealed it was killed', async () => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path);
    const on = await open.session();
    await on.run('create table t as select 1 as a');
    expect(value(await seal(on))).toBe(true);
    // What a kill would leave.
    const left = `${path}.left`;
    copyFileSync(path, left);
    expect(existsSync(`${path}.wal`)).toBe(false);
    await open.close();
    expect(await same(left)).toBe(true);
  });

  test.each([
    ['a row', 'insert into t values (11)'],
    ['an update', 'update t set a = 100 where a = 3'],
    ['a deletion', 'delete from t where a = 3'],
    ['a drop', 'drop table t'],
    ['a new table', 'create table u (a integer)'],
    ['a new view', 'create view v as select 1 as a'],
    ['a rename', 'alter table t rename to u'],
    ['a comment', "comment on table t is 'x'"],
    ['a checkpoint by hand', 'insert into t values (11); checkpoint'],
    ['many rows', 'insert into t from range(1000000)'],
  ])('is another after %s by another process', async (_, sql) => {
    const path = await sealed();
    for (const statement of sql.split('; ')) elsewhere(path, `await on.run(${JSON.stringify(statement)})`);
    expect(await same(path)).toBe(false);
  });

  test('is unknown while changes are in the log, and another when they are in the file', async () => {
    const path = await sealed();
    elsewhere(path, "await on.run('insert into t values (11)'); process.kill(process.pid, 'SIGKILL')");
    expect(statSync(`${path}.wal`).size).toBeGreaterThan(0);
    expect((await found(path, true)).mark).toBeUndefined();
    expect((await found(path)).mark).toBeUndefined();
    expect((await found(path)).mark).toBeDefined();
    expect(await same(path)).toBe(false);
  });

  test('is another after anything that the same process writes afterwards', async () => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path);
    const [on, other] = [await open.session(), await open.session()];
    await on.run('create table t as select 1 as a');
    expect(value(await seal(on))).toBe(true);
    value(await other.run('insert into t values (2)'));
    await open.close();
    expect(await same(path)).toBe(false);
  });

  test('can be sealed again, without changes too', async () => {
    const path = await sealed();
    for (let time = 0; time < 3; time++) {
      const open = await warehouse(path);
      const on = await open.session();
      expect(value(await seal(on))).toBe(true);
      expect(value(await seal(on))).toBe(true);
      await open.close();
      expect(await same(path)).toBe(true);
    }
  });

  test('is sealed in copies, which go their own ways', async () => {
    const path = await sealed();
    const copy = `${path}.copy`;
    copyFileSync(path, copy);
    expect(await same(copy)).toBe(true);
    elsewhere(copy, "await on.run('insert into t values (11)')");
    expect(await same(copy)).toBe(false);
    expect(await same(path)).toBe(true);
  });

  test('is not mistaken for another that has come to the same count', async () => {
    const path = await sealed();
    const other = await sealed(undefined, 'create table t as select range as a from range(100000)');
    const [one, two] = [(await found(path)).mark, (await found(other)).mark];
    expect(one?.split('-')[0]).toBe(two?.split('-')[0]);
    expect(one).not.toBe(two);
  });

  test('is not what a logical copy of it is, changed or not', async () => {
    const path = await sealed();
    for (const change of ['select 1', 'update b.t set a = 0 where a = 3']) {
      const copy = `${temporary()}/x.db`;
      const make = [`attach '${copy}' as b`, 'copy from database x to b', change, 'detach b'];
      for (const sql of [
        make,
        ['create table more (a integer)'],
        ['drop table more'],
        ['create table n (a text)'],
      ]) {
        elsewhere(
          sql === make ? path : copy,
          sql.map((one) => `await on.run(${JSON.stringify(one)});`).join(''),
        );
        const after = await found(copy);
        expect(after.recorded).toMatch(/^2-/);
        expect(after.same).toBe(false);
      }
    }
  });
});

describe('flushing', () => {
  test('writes to the file what is committed, and what is not does not matter', async () => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path);
    const [on, reader] = [await open.session(), await open.session()];
    value(await on.run('create table t as select range as a from range(100000)'));
    expect(statSync(`${path}.wal`).size).toBeGreaterThan(0);
    await reader.transaction(async () => {
      value(await reader.query('select count(*) from t'));
      return on.flush();
    });
    expect(existsSync(`${path}.wal`) && statSync(`${path}.wal`).size > 0).toBe(false);
    await reader.transaction(async () => {
      value(await reader.run('create table u as select 1 as a'));
      expect(failed(await on.flush()).message).toContain('CHECKPOINT');
      return { ok: true, value: undefined };
    });
    expect(await rows(on, 'from u')).toEqual([[1]]);
  });

  test('a database that is read or in memory does nothing', async () => {
    value(await (await session()).flush());
    const path = `${temporary()}/x.db`;
    await (await warehouse(path)).close();
    value(await (await (await warehouse(path, {}, { readOnly: true })).session()).flush());
  });
});

describe('sealing', () => {
  test('holds with other sessions that have nothing under way', async () => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path, { threads: 2 });
    const sessions = await Promise.all([open.session(), open.session(), open.session()]);
    await Promise.all(sessions.map((on, n) => on.run(`create table t${n} as from range(50000)`)));
    expect(value(await seal(sessions[1]!))).toBe(true);
    await open.close();
    expect(await same(path)).toBe(true);
  });

  test('leaves settings as they were', async () => {
    const open = await warehouse(`${temporary()}/x.db`, { settings: { wal_autocheckpoint: '1GiB' } });
    const on = await open.session();
    const settings =
      "select current_setting('wal_autocheckpoint'), current_setting('auto_checkpoint_skip_wal_threshold')";
    const before = await rows(on, settings);
    value(await seal(on));
    expect(await rows(on, settings)).toEqual(before);
  });

  test('says nothing of attached databases', async () => {
    const directory = temporary();
    const parts = { attach: [{ path: `${directory}/other.db`, alias: 'other', readOnly: false }] };
    const open = await warehouse(`${directory}/x.db`, parts);
    const on = await open.session();
    value(await on.run('create table other.t as select 1 as a; create table t as select 1 as a'));
    expect(value(await seal(on))).toBe(true);
    value(await on.run('insert into other.t values (2)'));
    await open.close();
    expect(await same(`${directory}/x.db`)).toBe(true);
  });

  test('keeps other processes out as before', async () => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path);
    value(await seal(await open.session()));
    expect(elsewhere(path)).toContain('Conflicting lock');
    await open.close();
    expect(elsewhere(path)).toBe('opened');
  });

  test('is refused while another session is at work', async () => {
    const open = await warehouse(`${temporary()}/x.db`);
    const [on, other] = [await open.session(), await open.session()];
    await on.run('create table t as select 1 as a');
    const running = other.run('insert into t select count(*) from range(3000000) where range % 7 = 3');
    expect(value(await seal(on))).toBe(false);
    value(await running);
    await other.transaction(async () => {
      await other.run('insert into t values (2)');
      expect(value(await seal(on))).toBe(false);
      return { ok: true, value: undefined };
    });
    expect(value(await seal(on))).toBe(true);
  });

  test.each([
    ['an update', 'update t set a = 2'],
    ['a new table', 'create table u (a integer)'],
    ['an insertion', 'insert into t values (2)'],
  ])('leaves no mark when a transaction it does not know of has %s under way', async (_, sql) => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path);
    const [on, other] = [await open.session(), await open.session()];
    await on.run('create table t as select 1 as a');
    value(await other.run(`begin; ${sql}`));
    expect(value(await seal(on))).toBe(false);
    expect(await rows(on, 'from seal')).toEqual([['']]);
    value(await other.run('commit'));
    await open.close();
    expect(await same(path)).toBe(false);
  });

  test('holds while another transaction only reads', async () => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path);
    const [on, other] = [await open.session(), await open.session()];
    await on.run('create table t as select 1 as a');
    value(await other.run('begin'));
    await rows(other, 'from t');
    const result = value(await seal(on));
    value(await other.run('commit'));
    await open.close();
    expect(await same(path)).toBe(result);
  });

  test('gives the error of a statement, and leaves no mark', async () => {
    const path = await sealed();
    const open = await warehouse(path);
    const on = await open.session();
    await on.run('insert into t values (11)');
    const error = failed(
      await on.seal((mark) => [...record(mark), execute('insert into nowhere values (1)')]),
    );
    expect(error).toMatchObject({ kind: 'missing_relation', statement: 3 });
    await open.close();
    expect(await same(path)).toBe(false);
  });

  test('is not for memory, readers, and targets that lock their configuration', async () => {
    const inMemory = await warehouse();
    expect(inMemory.mark()).toBeUndefined();
    expect(value(await seal(await inMemory.session()))).toBe(false);
    const path = await sealed();
    const reading = await warehouse(path, {}, { readOnly: true });
    expect(value(await seal(await reading.session()))).toBe(false);
    await reading.close();
    const locked = await warehouse(path, { settings: { lock_configuration: true } });
    expect(value(await seal(await locked.session()))).toBe(false);
    await locked.close();
    expect(await same(path)).toBe(true);
  });
});

describe('a process that dies while it seals', () => {
  // The steps of a checkpoint at which DuckDB can be told to give up.
  test.each(['BEFORE_TRUNCATE', 'BEFORE_HEADER', 'AFTER_FREE_LIST_WRITE'])(
    'leaves no mark that a foreign write could make right: %s',
    async (step) => {
      const path = await sealed();
      const open = await warehouse(path);
      const on = await open.session();
      await on.run('insert into t values (11)');
      await on.run(`set global debug_checkpoint_abort = '${step}'`);
      const result = await seal(on);
      expect(result.ok && result.value).toBe(false);
      const left = `${path}.left`;
      copyFileSync(path, left);
      if (existsSync(`${path}.wal`)) copyFileSync(`${path}.wal`, `${left}.wal`);
      await open.close().catch(() => undefined);
      elsewhere(left, "await on.run('insert into t values (12)')");
      expect(await rows(await (await warehouse(left)).session(), 'select count(*) from t')).toEqual([[12]]);
      expect(await same(left)).toBe(false);
    },
  );
});

test('the mark can be read without opening, but not while this process has it open', async () => {
  const path = `${temporary()}/x.db`;
  expect(duckdb.mark(target(path))).toBeUndefined();
  expect(duckdb.mark(target(':memory:'))).toBeUndefined();
  await sealed(path);
  expect(duckdb.mark(target(path))).toBe((await found(path)).recorded);
  const open = await warehouse(path);
  expect(duckdb.mark(target(path))).toBeUndefined();
  expect(elsewhere(path)).toContain('Conflicting lock');
  await open.close();
  elsewhere(path, "await on.run('insert into t values (11)'); process.kill(process.pid, 'SIGKILL')");
  expect(duckdb.mark(target(path))).toBeUndefined();
  writeFileSync(path, 'something else');
  expect(duckdb.mark(target(path))).toBeUndefined();
});

test('a new database has no mark, nor one that another process holds until it is free', async () => {
  const path = `${temporary()}/x.db`;
  const open = await warehouse(path);
  expect(open.mark()).toBeUndefined();
  await open.close();
  await sealed(path);
  const other = await holder(
    path,
    "await on.run('insert into t values (1)'); await on.run('checkpoint'); console.log('up'); setTimeout(() => {}, 60000)",
  );
  const waiting = warehouse(path, {}, { waitMs: 20_000 });
  setTimeout(() => void other.kill(), 300);
  const late = await waiting;
  expect([[late.mark()]]).not.toEqual(await rows(await late.session(), 'from seal'));
});
