import type { EngineResult, Rows } from '../../adapter/index.ts';
import type { Result } from '../../base/index.ts';
import { Lost, Suspended } from '../../template/index.ts';
import { type Effect, EffectLog } from '../effects.ts';
import { Rendering } from './rendering.ts';

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
    const failed = await log.flush(perform);
    if (settled !== undefined && failed === undefined && settled.rendering.trail?.strayed !== true) {
      settled.rendering.cache.commit();
      settled.rendering.graph.commit();
      return settled;
    }
    goOn(log, failed);
  }
}

/** Has the next attempt go on where the last one was suspended, if it can; otherwise it begins again. */
function goOn(log: EffectLog, failed: number | undefined): void {
  const { waiting } = log;
  log.waiting = undefined;
  if (!(waiting instanceof Rendering) || waiting.trail?.waits !== true) return;
  // What fails now ends the rendering where it was asked for: that has to lie ahead.
  if (failed !== undefined && failed < waiting.effects.asked) return;
  waiting.trail.resume();
  log.waiting = waiting;
}

/** What the work gives, or nothing if it waits for an answer, or has to begin again. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Suspended || thrown instanceof Lost) return undefined;
    throw thrown;
  }
}
