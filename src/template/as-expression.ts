import type { Frame } from './frame.ts';
import { run } from './run.ts';

/** Does work of a host's that is done again from its start if the rendering is suspended in it. */
export function again<T>(work: () => T): T {
  const { trail } = run();
  return trail === undefined ? work() : trail.again(work);
}

/** What is evaluated again as a whole when a rendering goes on that was suspended in it. */
export function asExpression<T>(evaluate: (frame: Frame) => T): (frame: Frame) => T {
  return (frame) => {
    const { trail } = run();
    return trail === undefined ? evaluate(frame) : trail.expression(frame, evaluate);
  };
}
