import { hrtime } from 'node:process';

/** The time, handed in so that tests can fix it. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Milliseconds that only ever grow, for durations. */
  elapsed(): number;
}

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => Number(hrtime.bigint()) / 1e6 };
