import type { DuckDBConnection } from '@duckdb/node-api';
import type {
  Column,
  DefinedFunction,
  DefinedRelations,
  DefinedType,
  EngineError,
  EngineResult,
  ExistingRelation,
  Rows,
  Session,
  Statement,
} from '../../adapter/index.ts';
import type { RelationName } from '../../base/index.ts';
import type { FileFormat } from '../../project/index.ts';
import { describeQuery, existingRelations, queryRows, sendQuery } from './catalog/catalog.ts';
import { contentsOf } from './catalog/contents.ts';
import { definedFunctions, definedRelations, definedTypes } from './catalog/defined-objects.ts';
import { attempts, isConflict, pauseAfter } from './conflicts.ts';
import type { Api } from './connection.ts';
import { runText } from './connection.ts';
import type { DatabaseFile } from './database-file.ts';
import { errorText, failure, normalize, success } from './errors.ts';
import { findBadFile } from './files/check-files.ts';
import { findRaggedRow } from './files/csv-diagnosis.ts';
import { findBadJson } from './files/json-diagnosis.ts';
import { listFiles } from './files/list-files.ts';
import { writeChanges, writeRows } from './files/write-parquet.ts';
import { inQuery } from './in-query.ts';
import { seal } from './seal.ts';
import { render } from './sql.ts';
import { transactionText } from './transaction-text.ts';

/** What a session needs of the warehouse that it belongs to. */
export interface Home {
  /** The session is no longer leased. */
  take(session: DuckDBSession): void;
  /** The database's file, if it has one that can be read. */
  readonly file: DatabaseFile | undefined;
  readonly readOnly: boolean;
  /** Whether a session of the warehouse has something under way. */
  busy(): boolean;
  /** Ends what the warehouse does by itself, so that nothing comes in between. */
  settle(): Promise<void>;
}

/** One connection. */
export class DuckDBSession implements Session {
  readonly #api: Api;
  readonly #connection: DuckDBConnection;
  readonly #home: Home;
  /** The last of the statements asked for: the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  /** When the statement under way began, by the process's clock. */
  #began = Number.POSITIVE_INFINITY;
  #interrupting: NodeJS.Timeout | undefined;
  #inTransaction = false;
  #failedInTransaction = false;
  #reusable = true;
  #closing = false;

  constructor(api: Api, connection: DuckDBConnection, home: Home) {
    this.#api = api;
    this.#connection = connection;
    this.#home = home;
  }

  /** Whether there is a statement or a transaction under way. */
  get busy(): boolean {
    return this.#underWay > 0 || this.#inTransaction;
  }

  /** For how many milliseconds the statement under way has been running; less than 0 when there is none. */
  get runningFor(): number {
    return performance.now() - this.#began;
  }

  /** Whether the next lease would find the connection as a new one is. */
  get reusable(): boolean {
    return this.#reusable;
  }

  run(sql: string): Promise<EngineResult<number | undefined>> {
    return this.#run(sql, false);
  }

  #run(sql: string, isOne: boolean): Promise<EngineResult<number | undefined>> {
    return this.#perform(sql, async () => {
      const ran = await runText(this.#api, this.#connection, sql, isOne);
      if (ran.stateful || /\btemp(orary)?\b/i.test(sql)) this.#reusable = false;
      return ran.count;
    });
  }

  async execute(statement: Statement): Promise<EngineResult<number | undefined>> {
    const render = (one: Statement): Promise<EngineResult<number | undefined>> => this.#render(one);
    if (statement.kind === 'write_parquet') return writeRows(this, statement, render);
    if (statement.kind === 'write_parquet_changes') return writeChanges(this, statement, render);
    return render(statement);
  }

  async #render(statement: Statement): Promise<EngineResult<number | undefined>> {
    const { text, queryOffset } = render(statement);
    const result = await this.#run(text, statement.kind !== 'execute');
    return result.ok ? result : failure(inQuery(result.error, statement, queryOffset));
  }

  async query(sql: string, { limit }: { readonly limit?: number } = {}): Promise<EngineResult<Rows>> {
    if (limit !== undefined)
      return this.#perform(sql, () => queryRows(this.#api, this.#connection, sql, limit));
    const sent = await this.#perform(sql, () => sendQuery(this.#api, this.#connection, sql));
    if (!sent.ok) return sent;
    // A statement that waits for this one is on its way before the rows are looked at, which takes as long again.
    await undefined;
    try {
      return success(sent.value());
    } catch (thrown) {
      return failure(await this.#failed(thrown, sql));
    }
  }

  describe(sql: string): Promise<EngineResult<readonly Column[]>> {
    return this.#perform(sql, () => describeQuery(this.#api, this.#connection, sql));
  }

  async checkFiles(paths: readonly string[], format: FileFormat): Promise<EngineResult<void>> {
    const found = await this.#perform('', () => findBadFile(this.#connection, paths, format));
    if (!found.ok) return found;
    return found.value === undefined ? success(undefined) : failure(found.value);
  }

  listFiles(patterns: readonly string[]): Promise<EngineResult<readonly string[]>> {
    return this.#perform('', () => listFiles(this.#connection, patterns));
  }

  relations(
    schemas: readonly { readonly database?: string; readonly schema: string }[],
  ): Promise<EngineResult<readonly ExistingRelation[]>> {
    return this.#perform('', () => existingRelations(this.#connection, schemas));
  }

  contents(
    relations: readonly RelationName[],
    maxRows: number,
  ): Promise<EngineResult<readonly (string | undefined)[]>> {
    // An error that is passed over may have ended the transaction.
    if (this.#inTransaction) this.#failedInTransaction = true;
    return this.#perform('', () => contentsOf(this.#api, this.#connection, relations, maxRows));
  }

  definedFunctions(): Promise<EngineResult<readonly DefinedFunction[]>> {
    return this.#perform('', () => definedFunctions(this.#connection));
  }

  definedTypes(): Promise<EngineResult<readonly DefinedType[]>> {
    return this.#perform('', () => definedTypes(this.#connection));
  }

  definedRelations(): Promise<EngineResult<DefinedRelations>> {
    return this.#perform('', () => definedRelations(this.#connection));
  }

  async atomically(statements: readonly Statement[]): Promise<EngineResult<void>> {
    if (this.#inTransaction) return this.#all(statements);
    const text = transactionText(statements);
    if (text !== undefined) {
      const done = await this.#plain(text);
      if (done.ok) return done;
      await this.#plain('rollback');
      if (done.error.kind === 'interrupted') return done;
      // One after the other tells which of them it was, and may get past a conflict.
    }
    const again = statements.every((statement) => statement.kind !== 'write_parquet');
    for (let attempt = 1; ; attempt++) {
      const result = await this.transaction(() => this.#all(statements));
      if (result.ok || !again || attempt === attempts || !isConflict(result.error)) return result;
      await pauseAfter(attempt);
    }
  }

  async transaction<T>(work: () => Promise<EngineResult<T>>): Promise<EngineResult<T>> {
    const begun = await this.#plain('begin transaction');
    if (!begun.ok) return begun;
    this.#inTransaction = true;
    this.#failedInTransaction = false;
    let result: EngineResult<T> | undefined;
    try {
      result = await work();
      // A COMMIT of an aborted transaction undoes it and reports success, so it is asked before.
      if (result.ok && this.#failedInTransaction) {
        const alive = await this.#plain('select 1');
        if (!alive.ok) result = alive;
      }
      if (result.ok) {
        const committed = await this.#plain('commit');
        if (!committed.ok) result = committed;
      }
    } finally {
      this.#inTransaction = false;
      // A failed COMMIT has ended the transaction already, and then there is nothing to undo.
      if (result === undefined || !result.ok) await this.#plain('rollback');
    }
    return result;
  }

  flush(): Promise<EngineResult<void>> {
    return this.#home.readOnly ? Promise.resolve(success(undefined)) : this.#plain('checkpoint');
  }

  async makeRoom(): Promise<EngineResult<void>> {
    if (this.#home.readOnly || this.#home.file === undefined) return success(undefined);
    const asked = await this.query(holdsHalf);
    if (!asked.ok) return asked;
    return asked.value.rows[0]?.[0] === true ? this.#plain('force checkpoint') : success(undefined);
  }

  async seal(record: (mark: string) => readonly Statement[]): Promise<EngineResult<boolean>> {
    const { file, readOnly } = this.#home;
    if (file === undefined || readOnly) return success(false);
    await this.#home.settle();
    return this.#home.busy() ? success(false) : seal(this, file, record);
  }

  progress(): number | undefined {
    const { percentage } = this.#connection.progress;
    return this.#underWay > 0 && percentage >= 0 ? percentage : undefined;
  }

  interrupt(): void {
    if (this.#underWay === 0 || this.#interrupting !== undefined) return;
    // Until it has begun, a statement cannot be stopped, so it is told more than once.
    this.#connection.interrupt();
    this.#interrupting = setInterval(() => this.#connection.interrupt(), 10);
  }

  release(): void {
    this.#home.take(this);
  }

  /** Stops what is under way, refuses what waits, and disconnects. */
  async close(): Promise<void> {
    this.#closing = true;
    this.interrupt();
    await this.#last;
    this.#connection.disconnectSync();
  }

  async #all(statements: readonly Statement[]): Promise<EngineResult<void>> {
    for (const [index, statement] of statements.entries()) {
      const result = await this.execute(statement);
      if (!result.ok) return failure({ ...result.error, statement: index });
    }
    return success(undefined);
  }

  #plain(sql: string): Promise<EngineResult<void>> {
    return this.#perform(sql, async () => {
      await this.#connection.run(sql);
    });
  }

  #perform<T>(sql: string, work: () => Promise<T>): Promise<EngineResult<T>> {
    this.#underWay++;
    const performed = this.#last.then(async (): Promise<EngineResult<T>> => {
      try {
        if (this.#closing) return failure({ kind: 'interrupted', message: 'The connection is closed' });
        this.#began = performance.now();
        return success(await work());
      } catch (thrown) {
        return failure(await this.#failed(thrown, sql));
      } finally {
        this.#underWay--;
        this.#began = Number.POSITIVE_INFINITY;
        clearInterval(this.#interrupting);
        this.#interrupting = undefined;
      }
    });
    this.#last = performed;
    return performed;
  }

  async #failed(thrown: unknown, sql: string): Promise<EngineError> {
    this.#failedInTransaction = true;
    if (!this.#inTransaction) this.#reusable = false;
    const error = normalize(thrown, sql);
    if (error.kind !== 'file') return error;
    const { offset } = error;
    const text = errorText(thrown);
    const found = findBadJson(text) ?? (await findRaggedRow(this.#connection, text));
    return found === undefined ? error : { ...found, ...(offset === undefined ? {} : { offset }) };
  }
}

const holdsHalf =
  "select sum(memory_usage_bytes) * 2 > parse_formatted_bytes(current_setting('memory_limit')) from duckdb_memory()";
