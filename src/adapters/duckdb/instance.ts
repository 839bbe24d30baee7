import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { EngineError, EngineResult, OpenOptions } from '../../adapter/index.ts';
import type { Target } from '../../project/index.ts';
import type { Api } from './connection.ts';
import { DatabaseFile } from './database-file.ts';
import { errorText, failure, normalize, success } from './errors.ts';
import { setUp } from './setup.ts';

/** An instance that several warehouses of this process may use; the last one to let go closes it. */
export interface SharedInstance {
  readonly readOnly: boolean;
  readonly file: DatabaseFile | undefined;
  /** The file's mark when it was opened. */
  readonly mark: string | undefined;
  /** Whether it was made by being opened, with nothing attached or loaded. */
  readonly isNew: boolean;
  connect(): Promise<DuckDBConnection>;
  release(): void;
}

interface Entry {
  readonly instance: DuckDBInstance;
  readonly readOnly: boolean;
  readonly file: DatabaseFile | undefined;
  readonly mark: string | undefined;
  /** Until somebody has it. */
  isNew: boolean;
  /** What every new connection runs. */
  readonly sessionSql: readonly string[];
  users: number;
  closed: boolean;
}

/**
 * The open files. Two instances of one file in one process lose data without an error, and DuckDB's own cache
 * refuses a second one with other settings, or waits for ever for one that is not let go of.
 */
const entries = new Map<string, Promise<EngineResult<Entry>>>();

export async function openShared(
  api: Api,
  target: Target,
  options: OpenOptions,
): Promise<EngineResult<SharedInstance>> {
  const readOnly = options.readOnly ?? false;
  if (target.path === ':memory:') {
    const entry = await openEntry(api, target, false, 0);
    return entry.ok ? success(lease(entry.value, options, () => undefined)) : entry;
  }
  const missing = readOnly ? undefined : makeParent(target.path);
  if (missing !== undefined) return failure(missing);
  const key = canonical(target.path);
  const opening = entries.get(key) ?? openEntry(api, target, readOnly, options.waitMs ?? 0, options.signal);
  entries.set(key, opening);
  const entry = await opening;
  if (!entry.ok) {
    if (entries.get(key) === opening) entries.delete(key);
    return entry;
  }
  // The others let go of it while this one waited.
  if (entry.value.closed) return openShared(api, target, options);
  if (entry.value.readOnly && !readOnly)
    return failure({
      kind: 'unopenable',
      message: `${target.path} is open in this process already, for reading only`,
    });
  return success(lease(entry.value, options, () => entries.delete(key)));
}

/**
 * The mark of a file that this process has not opened; undefined of one that it has. DuckDB is not needed for it, nor
 * loaded.
 */
export function markOf(path: string): string | undefined {
  // Closing a second handle would end the lock of the first.
  if (path === ':memory:' || entries.has(canonical(path))) return undefined;
  const file = DatabaseFile.open(path);
  try {
    return file?.mark();
  } finally {
    file?.close();
  }
}

function lease(entry: Entry, { progress = false }: OpenOptions, onLast: () => void): SharedInstance {
  entry.users++;
  let released = false;
  const { file, mark, isNew, readOnly } = entry;
  entry.isNew = false;
  const sessionSql = [...(progress ? counting : []), ...entry.sessionSql].join('; ');
  return {
    readOnly,
    file,
    mark,
    isNew,
    async connect() {
      const connection = await entry.instance.connect();
      if (sessionSql === '') return connection;
      await connection.run(sessionSql).catch((thrown: unknown) => {
        // Then the target wants it so, and what is its own has been set before.
        if (!errorText(thrown).includes('configuration has been locked')) throw thrown;
      });
      return connection;
    },
    release() {
      if (released) return;
      released = true;
      entry.users--;
      if (entry.users > 0) return;
      entry.closed = true;
      onLast();
      entry.instance.closeSync();
      file?.close();
    },
  };
}

/** DuckDB counts how far a statement is only for a bar, which it need not print. */
const counting = ['set enable_progress_bar=true', 'set enable_progress_bar_print=false'];

async function openEntry(
  api: Api,
  target: Target,
  readOnly: boolean,
  waitMs: number,
  signal?: AbortSignal,
): Promise<EngineResult<Entry>> {
  const giveUp = performance.now() + Math.max(waitMs, patience(target));
  for (;;) {
    const opened = await tryOpen(api, target, readOnly);
    if (opened.ok || opened.error.kind !== 'locked' || performance.now() >= giveUp) return opened;
    if (signal?.aborted === true) return opened;
    await new Promise((resolve) =>
      setTimeout(resolve, Math.min(100, Math.max(1, giveUp - performance.now()))),
    );
  }
}

/** `retries:` of a profile doubles the wait from try to try, starting with a second. */
const patience = ({ profile }: Target): number =>
  1000 * (2 ** Math.min(10, (profile?.retries?.connectAttempts ?? 1) - 1) - 1);

/** Settings that DuckDB takes only while opening. */
const atStart = new Set(['allow_unsigned_extensions', 'storage_compatibility_version', 'default_block_size']);

/**
 * The format of a file that is made: a file that is there keeps its own. DuckDB's default is one that version 0.10 reads,
 * and it takes a quarter longer to write.
 */
const newFormat = 'v1.3.0';

async function tryOpen(api: Api, target: Target, readOnly: boolean): Promise<EngineResult<Entry>> {
  const config: Record<string, string> = { errors_as_json: 'true' };
  if (readOnly) config.access_mode = 'READ_ONLY';
  // What a dbt profile opens is opened as dbt does.
  if (target.profile === undefined) config.storage_compatibility_version = newFormat;
  for (const [name, value] of Object.entries(target.profile?.configOptions ?? {}))
    config[name] = String(value);
  for (const [name, value] of Object.entries(target.settings))
    if (atStart.has(name.toLowerCase())) config[name] = String(value);
  const wasThere = existsSync(target.path);
  let instance: DuckDBInstance;
  try {
    instance =
      target.path === ':memory:'
        ? await api.DuckDBInstance.create(':memory:', config)
        : await api.DuckDBInstance.fromCache(target.path, config);
  } catch (thrown) {
    return failure(openError(thrown));
  }
  // Read with the lock held, and before anything can write.
  const file = target.path === ':memory:' ? undefined : DatabaseFile.open(target.path);
  const mark = file?.mark();
  // Another process may have made it meanwhile: then it has a mark.
  const isNew =
    !wasThere && mark === undefined && target.attach.length === 0 && target.extensions.length === 0;
  const rest = Object.entries(target.settings).filter(([name]) => !atStart.has(name.toLowerCase()));
  const connection = await instance.connect();
  const sessionSql = await setUp(connection, target, rest);
  connection.disconnectSync();
  if (sessionSql.ok)
    return success({
      instance,
      readOnly,
      file,
      mark,
      isNew,
      sessionSql: sessionSql.value,
      users: 0,
      closed: false,
    });
  instance.closeSync();
  file?.close();
  return failure(sessionSql.error);
}

/** Whatever else keeps a database from opening, it is unopenable. */
function openError(thrown: unknown): EngineError {
  const error = normalize(thrown, '');
  if (['locked', 'version', 'out_of_memory', 'disk_full'].includes(error.kind)) return error;
  const { file, ...rest } = error;
  return { ...rest, kind: 'unopenable', message: file?.reason ?? error.message };
}

function makeParent(path: string): EngineError | undefined {
  const parent = dirname(path);
  try {
    mkdirSync(parent, { recursive: true });
    return undefined;
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
    return { kind: 'unopenable', message: `cannot create the directory ${parent} (${code})` };
  }
}

/** One name for one file, however it is reached. */
function canonical(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    try {
      return join(realpathSync(dirname(path)), basename(path));
    } catch {
      return path;
    }
  }
}
