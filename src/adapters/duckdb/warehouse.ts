import type { Session, Warehouse } from '../../adapter/index.ts';
import type { Target } from '../../project/index.ts';
import type { Api } from './connection.ts';
import type { SharedInstance } from './instance.ts';
import { DuckDBSession } from './session.ts';
import { SingleThread } from './single-thread.ts';

/** One open of the database; others of this process may share its instance. */
export class DuckDBWarehouse implements Warehouse {
  readonly #api: Api;
  readonly #shared: SharedInstance;
  /** The target says how many threads DuckDB has. */
  readonly #hasOwnThreads: boolean;
  readonly #idle: DuckDBSession[] = [];
  readonly #leased = new Set<DuckDBSession>();
  /** Connections that nobody can use again, until they are closed. */
  readonly #closing = new Set<Promise<void>>();
  #isNew: boolean;
  #closed: Promise<void> | undefined;
  #singleThread: SingleThread | undefined;

  constructor(api: Api, shared: SharedInstance, target: Target) {
    this.#api = api;
    this.#shared = shared;
    this.#isNew = shared.isNew;
    this.#hasOwnThreads = Object.keys({ ...target.profile?.configOptions, ...target.settings }).some((name) =>
      ['threads', 'worker_threads'].includes(name.toLowerCase()),
    );
  }

  get engine(): string {
    return `DuckDB ${this.#api.version()}`;
  }

  async session(): Promise<Session> {
    if (this.#closed !== undefined) throw new Error('a session was asked for after the warehouse was closed');
    this.#isNew = false;
    const session = this.#idle.pop() ?? (await this.#connect());
    this.#leased.add(session);
    return session;
  }

  mark(): string | undefined {
    return this.#shared.mark;
  }

  isNew(): boolean {
    return this.#isNew;
  }

  async expectSmall(): Promise<void> {
    if (this.#hasOwnThreads || this.#singleThread !== undefined) return;
    const runningFor = () => Math.max(...[...this.#leased].map((session) => session.runningFor));
    this.#singleThread = await SingleThread.begin(await this.session(), { runningFor });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#singleThread?.end();
    const sessions = [...this.#idle, ...this.#leased];
    this.#idle.length = 0;
    this.#leased.clear();
    await Promise.all([...this.#closing, ...sessions.map((session) => session.close())]);
    this.#shared.release();
  }

  async #connect(): Promise<DuckDBSession> {
    const connection = await this.#shared.connect();
    return new DuckDBSession(this.#api, connection, {
      take: (session) => this.#take(session),
      file: this.#shared.file,
      readOnly: this.#shared.readOnly,
      settle: async () => this.#singleThread?.end(),
      busy: () => [...this.#leased].some((session) => session.busy),
    });
  }

  #take(session: DuckDBSession): void {
    if (!this.#leased.delete(session)) return;
    if (session.reusable) {
      this.#idle.push(session);
      return;
    }
    const closing = session.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}
