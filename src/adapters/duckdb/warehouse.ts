import type { Session, Warehouse } from '../../adapter/index.ts';
import type { Api } from './connection.ts';
import type { SharedInstance } from './instance.ts';
import { DuckDBSession } from './session.ts';

/** One open of the database; others of this process may share its instance. */
export class DuckDBWarehouse implements Warehouse {
  readonly #api: Api;
  readonly #shared: SharedInstance;
  readonly #idle: DuckDBSession[] = [];
  readonly #leased = new Set<DuckDBSession>();
  /** Connections that nobody can use again, until they are closed. */
  readonly #closing = new Set<Promise<void>>();
  #closed: Promise<void> | undefined;

  constructor(api: Api, shared: SharedInstance) {
    this.#api = api;
    this.#shared = shared;
  }

  get engine(): string {
    return `DuckDB ${this.#api.version()}`;
  }

  async session(): Promise<Session> {
    if (this.#closed !== undefined) throw new Error('a session was asked for after the warehouse was closed');
    const session = this.#idle.pop() ?? (await this.#connect());
    this.#leased.add(session);
    return session;
  }

  mark(): string | undefined {
    return this.#shared.mark;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
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
