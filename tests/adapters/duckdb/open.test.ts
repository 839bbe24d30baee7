import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import { failed, rows, session, target, temporary, value, warehouse } from './helpers.ts';
import { elsewhere, holder } from './other-process.ts';

describe('a database that', () => {
  test('is in a folder that is not there yet is created with it', async () => {
    const path = `${temporary()}/a/b/x.db`;
    await warehouse(path);
    expect(existsSync(path)).toBe(true);
  });

  test('is open is shared in the process, and free when all have closed it', async () => {
    const path = `${temporary()}/x.db`;
    const first = await warehouse(path);
    const second = await warehouse(path, { settings: { threads: 2 } });
    await (await first.session()).run('create table t as select 1 as a');
    await first.close();
    expect(await rows(await second.session(), 'from t')).toEqual([[1]]);
    expect(elsewhere(path)).toContain('Conflicting lock');
    await second.close();
    expect(elsewhere(path)).toBe('opened');
    expect(await rows(await (await warehouse(path)).session(), 'from t')).toEqual([[1]]);
  });

  test('is free after a query with a limit', async () => {
    const path = `${temporary()}/x.db`;
    const open = await warehouse(path);
    const on = await open.session();
    value(await on.query('from range(1000000)', { limit: 1 }));
    await on.run('set schema = main');
    on.release();
    await open.close();
    expect(elsewhere(path)).toBe('opened');
  });

  test('is closed while a statement runs stops it', async () => {
    const open = await warehouse();
    const on = await open.session();
    const running = on.run(
      'select count(*) from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3',
    );
    const waiting = on.run('create table t (a integer)');
    await open.close();
    expect(failed(await running).kind).toBe('interrupted');
    expect(failed(await waiting).kind).toBe('interrupted');
  });

  test('is new for the one that made it, and if it brings nothing with it', async () => {
    const path = `${temporary()}/x.db`;
    const made = await warehouse(path);
    expect(made.isNew()).toBe(true);
    (await made.session()).release();
    expect(made.isNew()).toBe(false);
    expect((await warehouse(path)).isNew()).toBe(false);
    await made.close();
    expect((await warehouse(path)).isNew()).toBe(false);
    expect((await warehouse()).isNew()).toBe(true);
    const attach = [{ alias: 'other', path: `${temporary()}/other.db`, readOnly: false }];
    expect((await warehouse(`${temporary()}/y.db`, { attach })).isNew()).toBe(false);
  });

  test('is in memory is shared with nobody', async () => {
    await (await session()).run('create table t (a integer)');
    expect(await rows(await session(), 'show tables')).toEqual([]);
  });

  test('another process holds is locked, and says by whom', async () => {
    const path = `${temporary()}/x.db`;
    const other = await holder(path);
    const error = failed(await duckdb.open(target(path)));
    expect(error).toMatchObject({ kind: 'locked', pid: other.pid });
  });

  test('another process holds can be waited for', async () => {
    const path = `${temporary()}/x.db`;
    const other = await holder(path);
    const waiting = duckdb.open(target(path), { waitMs: 20_000 });
    setTimeout(() => void other.kill(), 300);
    await value(await waiting).close();
  });

  test('is no database is left alone', async () => {
    const path = `${temporary()}/x.db`;
    for (const text of ['', 'short', 'not a database. '.repeat(1000)]) {
      writeFileSync(path, text);
      const error = failed(await duckdb.open(target(path)));
      expect(error).toMatchObject({ kind: 'unopenable', message: expect.stringContaining(path) });
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  test('a newer DuckDB wrote names the versions', async () => {
    const path = `${temporary()}/x.db`;
    await (await warehouse(path)).close();
    writeFileSync(path, withVersion(readFileSync(path), 200));
    const error = failed(await duckdb.open(target(path)));
    expect(error.kind).toBe('version');
    expect(error.message).toContain('200');
  });

  test('is made can be read by DuckDB 1.3, in a profile of dbt by what DuckDB says, and else as the target says', async () => {
    const make = async (parts: Parameters<typeof warehouse>[1]) => {
      const path = `${temporary()}/x.db`;
      await (await warehouse(path, parts)).close();
      return path;
    };
    const made = await make({});
    expect(formatOf(made)).toBe(66);
    expect(formatOf(await make({ profile }))).toBe(64);
    expect(formatOf(await make({ settings: { storage_compatibility_version: 'v1.5.0' } }))).toBe(68);
    await (await warehouse(made, { settings: { storage_compatibility_version: 'v1.5.0' } })).close();
    expect(formatOf(made)).toBe(66);
  });

  test('cannot be created says why', async () => {
    const file = `${temporary()}/file`;
    writeFileSync(file, '');
    const error = failed(await duckdb.open(target(`${file}/folder/x.db`)));
    expect(error).toMatchObject({
      kind: 'unopenable',
      message: `cannot create the directory ${file}/folder (ENOTDIR)`,
    });
    expect(failed(await duckdb.open(target(temporary()))).kind).toBe('unopenable');
  });

  test('is opened for reading only cannot be written', async () => {
    const path = `${temporary()}/x.db`;
    expect(failed(await duckdb.open(target(path), { readOnly: true })).kind).toBe('unopenable');
    const writing = await warehouse(path);
    await (await writing.session()).run('create table t as select 1 as a');
    await writing.close();
    const reading = await warehouse(path, {}, { readOnly: true });
    const on = await reading.session();
    expect(await rows(on, 'from t')).toEqual([[1]]);
    expect((await on.run('drop table t')).ok).toBe(false);
    expect(elsewhere(path)).toContain('Conflicting lock');
    expect(failed(await duckdb.open(target(path))).message).toContain('for reading only');
  });
});

describe('a target', () => {
  test('sets what it says, in every session, and UTC', async () => {
    const open = await warehouse(':memory:', {
      memoryLimit: '123MiB',
      settings: { threads: 1, default_null_order: 'nulls_first', enable_profiling: 'no_output' },
    });
    const sql =
      "select current_setting('memory_limit'), current_setting('threads'), current_setting('default_null_order'), current_setting('TimeZone'), current_setting('enable_profiling')";
    for (const on of [await open.session(), await open.session()])
      expect(await rows(on, sql)).toEqual([['123.0 MiB', 1, 'NULLS_FIRST', 'UTC', 'no_output']]);
  });

  test('with a wrong setting does not open', async () => {
    const open = (settings: Record<string, string>) => duckdb.open(target(':memory:', { settings }));
    const unknown = failed(await open({ thread: '1' }));
    expect(unknown).toMatchObject({
      kind: 'unopenable',
      message: `setting 'thread': unrecognized configuration parameter "thread"`,
      candidates: expect.arrayContaining(['threads']),
    });
    expect(failed(await open({ threads: '0' })).message).toMatch(/^setting 'threads': /);
  });

  test('forbids access to files only after it has attached its own', async () => {
    const path = `${temporary()}/other.db`;
    await (await warehouse(path)).close();
    const on = await session(':memory:', {
      settings: { enable_external_access: false, lock_configuration: true },
      attach: [{ path, alias: 'the other', readOnly: true }],
    });
    expect(value(await on.relations([{ database: 'the other', schema: 'main' }]))).toEqual([]);
    expect((await on.query("from read_csv('/etc/passwd')")).ok).toBe(false);
  });

  test('attaches databases', async () => {
    const path = `${temporary()}/it's.db`;
    const other = await session(path);
    await other.run('create table t as select 1 as a');
    const on = await session(':memory:', {
      attach: [{ path: `${temporary()}/new.db`, alias: 'a "b"', readOnly: false, type: 'duckdb' }],
    });
    value(
      await on.execute({
        kind: 'create_table',
        relation: { database: 'a "b"', schema: 'main', identifier: 't' },
        query: 'select 1 as a',
      }),
    );
    expect(value(await on.relations([{ database: 'a "b"', schema: 'main' }]))).toEqual([
      { database: 'a "b"', schema: 'main', identifier: 't', kind: 'table' },
    ]);
    const attach = [{ path: '/nowhere/x.db', alias: 'gone', readOnly: true }];
    const error = failed(await duckdb.open(target(':memory:', { attach })));
    expect(error).toMatchObject({ kind: 'unopenable', message: expect.stringMatching(/^attach 'gone': /) });
  });

  test('makes secrets', async () => {
    const on = await session(':memory:', {
      secrets: [
        { name: "it's", type: 'http', options: { bearer_token: "a'b", scope: ['http://x/', 'http://y/'] } },
      ],
    });
    expect(await rows(on, 'select name, persistent from duckdb_secrets()')).toEqual([["it's", false]]);
  });

  test.each(["no'such", { name: "no'such", repository: 'community' }])(
    'names an extension that is not to be had: %j',
    async (extension) => {
      const error = failed(await duckdb.open(target(':memory:', { extensions: ['json', extension] })));
      expect(error).toMatchObject({
        kind: 'extension',
        message: expect.stringMatching(/^extension 'no'such': /),
      });
    },
  );

  test('attaches with options', async () => {
    const path = `${temporary()}/x.db`;
    const on = await session(':memory:', {
      attach: [
        { path, alias: 'x', readOnly: false, options: { block_size: 16384, storage_version: 'latest' } },
      ],
    });
    expect(
      await rows(on, 'select block_size from pragma_database_size() where database_name = $$x$$'),
    ).toEqual([[16384]]);
  });

  test('takes connection options and the time zone of the machine, where a profile says so', async () => {
    const profile = {
      name: 'p',
      database: 'memory',
      externalRoot: '.',
      configOptions: { threads: 1, allow_unsigned_extensions: true },
      disableTransactions: false,
      ducklakes: [],
      given: {},
    };
    const on = await session(':memory:', { profile, localTime: true });
    const settings = `select current_setting('allow_unsigned_extensions'), current_setting('TimeZone')`;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const [[unsigned, machine]] = (await rows(on, settings)) as [[unknown, string]];
    expect(unsigned).toBe(true);
    expect(machine.replace('Etc/', '')).toBe(zone);
    expect((await rows(await session(), `select current_setting('TimeZone')`))[0]).toEqual(['UTC']);
  });
});

describe('a process that is killed', () => {
  test('half way through a swap leaves all of the old', async () => {
    const path = `${temporary()}/x.db`;
    const first = await warehouse(path);
    await (await first.session()).run(
      'create table x as select 1 as a; create table x__staged as select 2 as a',
    );
    await first.close();
    const swap = ['begin', 'drop table x', 'alter table x__staged rename to x', 'create table y as select 1'];
    const runs = swap.map((sql) => `await on.run(${JSON.stringify(sql)});`).join('');
    const other = await holder(path, `${runs} console.log('up'); setTimeout(() => {}, 60000)`);
    await other.kill();
    const on = await session(path);
    expect(await rows(on, 'from x')).toEqual([[1]]);
    expect(await rows(on, 'show tables')).toEqual([['x'], ['x__staged']]);
  });

  test('right after a commit leaves all of the new', async () => {
    const path = `${temporary()}/x.db`;
    const swap = [
      'create table x as select 1 as a',
      'create table x__staged as select 2 as a',
      'begin',
      'drop table x',
      'alter table x__staged rename to x',
      'commit',
    ];
    const runs = swap.map((sql) => `await on.run(${JSON.stringify(sql)});`).join('');
    elsewhere(path, `${runs} process.kill(process.pid, 'SIGKILL')`);
    const on = await session(path);
    expect(await rows(on, 'from x')).toEqual([[2]]);
    expect(await rows(on, 'show tables')).toEqual([['x']]);
  });
});

/** The database's main header with another version, and the checksum that DuckDB expects of it. */
const profile = {
  name: 'shop',
  database: 'x',
  externalRoot: '.',
  configOptions: {},
  disableTransactions: false,
  ducklakes: [],
  given: {},
};

const formatOf = (path: string): number => Number(readFileSync(path).readBigUInt64LE(12));

function withVersion(file: Buffer, version: number): Buffer {
  const changed = Buffer.from(file);
  changed.writeBigUInt64LE(BigInt(version), 12);
  let checksum = 5381n;
  for (let at = 8; at < 4096; at += 8)
    checksum ^= BigInt.asUintN(64, changed.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  changed.writeBigUInt64LE(checksum, 0);
  return changed;
}
