import type { EngineResult, Rows } from '../../adapter/index.ts';
import type { Result } from '../../base/index.ts';
import { type Effect, EffectLog, Suspended } from '../effects.ts';
import type { Rendering } from './rendering.ts';

/** How a rendering ended: its value or what is wrong, and what it left behind. */
export interface Settled<T> {
  readonly result: Result<T>;
  readonly rendering: Rendering;
}

export type Perform = (effect: Effect) => Promise<EngineResult<Rows>>;

/** Renders until every question is answered and everything asked for is done. */
export async function settle<T>(
  perform: Perform,
  attempt: (log: EffectLog) => Settled<T>,
): Promise<Settled<T>> {
  const log = new EffectLog();
  for (;;) {
    const settled = tried(() => attempt(log));
    // What fails now ends the rendering earlier than it ended: where it was asked for.
    if (!(await log.flush(perform)) || settled === undefined) continue;
    settled.rendering.cache.commit();
    settled.rendering.graph.commit();
    return settled;
  }
}

/** What the work gives, or nothing if it waits for an answer. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Suspended) return undefined;
    throw thrown;
  }
}
