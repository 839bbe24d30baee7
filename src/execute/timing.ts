import type { Clock, NodeId, Outcome, Status } from '../base/index.ts';

/** Measures one node's step; gives what every outcome has. */
export class Timing {
  readonly #clock: Clock;
  readonly #compileStartedAt: number;
  readonly #start: number;
  #startedAt: number | undefined;
  #ran: { readonly at: number; readonly elapsedMs: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#compileStartedAt = clock.now();
    this.#start = clock.elapsed();
  }

  /** Compiling is over, running begins. */
  running(): void {
    this.#startedAt = this.#clock.now();
  }

  /** It is over, although the outcome is not known yet. */
  ran(): void {
    this.#ran = { at: this.#clock.now(), elapsedMs: this.#clock.elapsed() - this.#start };
  }

  outcome(node: NodeId, status: Status, thread: number, rest: Partial<Outcome> = {}): Outcome {
    const finishedAt = this.#ran?.at ?? this.#clock.now();
    return {
      node,
      status,
      thread,
      compileStartedAt: this.#compileStartedAt,
      startedAt: this.#startedAt ?? finishedAt,
      finishedAt,
      elapsedMs: this.#ran?.elapsedMs ?? this.#clock.elapsed() - this.#start,
      diagnostics: [],
      ...rest,
    };
  }
}
