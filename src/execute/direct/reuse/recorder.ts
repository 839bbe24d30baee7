import type { EngineError, Session, Statement } from '../../../adapter/index.ts';
import { forgetOrigins, type PublishedRecord, recordPublished } from '../../../state/index.ts';

/** Writes records down one transaction after the other, each of all that waits by then. */
export class Recorder {
  /** What kept a record from being written. */
  failure: EngineError | undefined;
  readonly #session: () => Promise<Session>;
  #waiting: Statement[][] = [];
  #working: Promise<void> | undefined;

  constructor(session: () => Promise<Session>) {
    this.#session = session;
  }

  built(record: PublishedRecord): void {
    this.#add(recordPublished([record]));
  }

  /** Nothing is known any more of what it was built from. */
  forget(...forgotten: Parameters<typeof forgetOrigins>): void {
    if (forgotten[0].length > 0) this.#add(forgetOrigins(...forgotten));
  }

  /** Resolves when all is written. */
  async done(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  #add(statements: readonly Statement[]): void {
    this.#waiting.push([...statements]);
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  async #work(): Promise<void> {
    const session = await this.#session();
    while (this.#waiting.length > 0) {
      const statements = this.#waiting.flat();
      this.#waiting = [];
      const done = await session.atomically(statements);
      if (!done.ok) this.failure ??= done.error;
    }
  }
}
