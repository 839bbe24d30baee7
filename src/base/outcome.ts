import type { Diagnostic } from './diagnostic.ts';
import type { NodeId } from './node-id.ts';

export type StepKind = 'seed' | 'model' | 'test' | 'publish' | 'hook';

/** How a node ended, in dbt's words: nodes succeed, tests pass. */
export type Status =
  | 'success'
  | 'error'
  | 'skipped'
  | 'pass'
  | 'fail'
  | 'warn'
  /** Some batches of a microbatch model have failed, others not. */
  | 'partial success'
  /** There was nothing to do, as of an exposure. */
  | 'no-op';

/** The rows that a data test gives back, cut to the first few; cells are printed already. */
export interface FailingRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** What became of one node in a run: one line of run_results.json. Times are epoch milliseconds, durations ms. */
export interface Outcome {
  readonly node: NodeId;
  readonly status: Status;
  readonly compileStartedAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly elapsedMs: number;
  /** Rows of the relation or changed by the node, where known. */
  readonly rows?: number;
  /** Nothing was done, since it is what it was then: when it was built or passed, epoch milliseconds. */
  readonly reusedSince?: number;
  /** Tests: what the test's query gave after fail_calc. */
  readonly failures?: number;
  /** Tests: rows in the tested relation, where counted. */
  readonly tested?: number;
  readonly failing?: FailingRows;
  /**
   * A test that failed or warned has one A6001 (severity as it counts): where it is declared, and as its message
   * what was expected, without the counts, which are above.
   */
  readonly diagnostics: readonly Diagnostic[];
  /** Skipped: the nodes whose failure is the cause. */
  readonly because?: readonly NodeId[];
  /** Built, but readers still see the version from before (or nothing). */
  readonly unpublished?: 'kept' | 'none';
  readonly compiledSql?: string;
  /** Relative to the project. */
  readonly compiledPath?: string;
  readonly relation?: string;
  /** In dbt projects: what dbt says of how it ended, such as `OK` or `Got 2 results, configured to fail if != 0`. */
  readonly message?: string;
  /** In dbt projects: what the statement `main` answered, `{ _message: 'OK' }`. */
  readonly adapterResponse?: Readonly<Record<string, unknown>>;
  readonly batches?: BatchResults;
  /** The numbered worker that ran it, from 1. */
  readonly thread: number;
}

/** Of a microbatch model: the spans of time of the batches, ISO 8601, that succeeded and that failed. */
export interface BatchResults {
  readonly successful: readonly (readonly [start: string, end: string])[];
  readonly failed: readonly (readonly [start: string, end: string])[];
}
