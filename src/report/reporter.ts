import type { Event } from '../base/index.ts';

/** Takes what happens and says it somewhere. */
export interface Reporter {
  readonly report: (event: Event) => void;
  /** Leaves the place clean, whatever happened: at the end, and when a run breaks off. */
  readonly close: () => void;
}
