import type { Session } from '../../adapter/index.ts';

/** What is looked at while statements are expected to be small. */
export interface Watched {
  /** For how many milliseconds the longest of the statements under way has been running. */
  readonly runningFor: () => number;
}

/** A statement that takes so many milliseconds is not small. */
const long = 200;

/**
 * Keeps DuckDB from spreading statements over threads, until one of them takes long. Threads that wake up for a
 * hundred rows take a fifth of the processor time of a build of many small models.
 */
export class SingleThread {
  readonly #session: Session;
  readonly #threads: number;
  readonly #timer: NodeJS.Timeout;
  #ended: Promise<void> | undefined;

  private constructor(session: Session, threads: number, watched: Watched) {
    this.#session = session;
    this.#threads = threads;
    this.#timer = setInterval(() => {
      if (watched.runningFor() > long) void this.end();
    }, long / 4).unref();
  }

  /** Undefined if there is one thread anyway, or the target does not allow to change that. */
  static async begin(session: Session, watched: Watched): Promise<SingleThread | undefined> {
    const found = await session.query("select current_setting('threads')");
    const threads = found.ok ? Number(found.value.rows[0]?.[0]) : 1;
    const done = threads > 1 && (await session.run('set global threads = 1')).ok;
    if (done) return new SingleThread(session, threads, watched);
    session.release();
    return undefined;
  }

  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#session.run(`set global threads = ${this.#threads}`);
    this.#session.release();
  }
}
