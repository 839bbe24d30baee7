import type { Result } from '../contest.ts';
import type { Bench } from '../projects.ts';

/** Something that a bench measures, which can be asked for alone. */
export interface Part {
  readonly name: string;
  /** What is measured, for the page. */
  readonly text: string;
  readonly run: (bench: Bench) => Promise<readonly Result[]>;
}
