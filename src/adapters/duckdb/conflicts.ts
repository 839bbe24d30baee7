import type { EngineError } from '../../adapter/index.ts';

/** How often a transaction is tried that others keep from being committed. */
export const attempts = 6;

export const isConflict = (error: EngineError): boolean =>
  /write-write conflict|^Conflict on (update|tuple)|Could not commit/.test(error.message);

/** Longer from time to time, and not as long as others wait. */
export const pauseAfter = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * (0.5 + Math.random())));
