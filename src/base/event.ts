import type { Diagnostic } from './diagnostic.ts';
import type { NodeId, ResourceType } from './node-id.ts';
import type { Outcome, StepKind } from './outcome.ts';

/** A node as reports name it. */
export interface NodeLabel {
  readonly id: NodeId;
  readonly resource: ResourceType;
  /** What a person can paste after `--select`: `gold.routes`, `not_null_routes_origin`. */
  readonly label: string;
  /** `view`, `table`, `incremental`, `parquet`, `seed`, `test`, `snapshot`, `unit test`, `hook`. */
  readonly materialized: string;
  readonly path: string;
  /** Tests: the node they are shown under; models, seeds: how many tests of the run are about it. */
  readonly attachedTo?: NodeId;
  readonly tests?: number;
  /** Built nodes: readers see a version of it already. */
  readonly published?: boolean;
  /**
   * Generic tests, as reports head a failure: `accepted_range` on `gold.daily_airport`, its column `on_time_share`; unit
   * tests with the model.
   */
  readonly test?: { readonly name: string; readonly on: string; readonly column?: string };
}

/** Which of the batches of a model. */
export interface BatchLabel {
  /** When it begins, as exactly as batches are long: `2024-09`. */
  readonly name: string;
  /** From 1. */
  readonly index: number;
  readonly total: number;
}

/** Everything that happens in a run: ids and numbers, no prose. Times are epoch milliseconds. */
export type Event =
  | {
      readonly kind: 'run_started';
      readonly at: number;
      readonly runId: string;
      readonly command: string;
      readonly project: string;
      readonly target: string;
      /** The database file, relative to the working folder where it is below it. */
      readonly warehouse: string;
      readonly version: string;
      readonly threads: number;
    }
  | {
      readonly kind: 'planned';
      readonly at: number;
      /** Everything that has steps, in graph order. */
      readonly nodes: readonly NodeLabel[];
      /** Tests count also where they come with nodes that were not selected. */
      readonly selected: {
        readonly models: number;
        readonly seeds: number;
        readonly tests: number;
        /** Given where there are any. */
        readonly snapshots?: number;
      };
      /** Nodes are built where readers see them at once: nothing is withheld. */
      readonly direct?: boolean;
      /** Nodes built although not selected, since they were never built here. */
      readonly buildMissing: readonly NodeId[];
      /** How many are selected that nothing is done for. */
      readonly idle?: number;
      /** How many of the selected ones are what they were, and how many tests have passed on what is there. */
      readonly reused?: { readonly nodes: number; readonly tests: number };
    }
  | { readonly kind: 'step_started'; readonly at: number; readonly step: StepKind; readonly node: NodeId }
  | {
      /** Of a microbatch model. */
      readonly kind: 'batch_started';
      readonly at: number;
      readonly node: NodeId;
      readonly batch: BatchLabel;
    }
  | {
      readonly kind: 'batch_finished';
      readonly at: number;
      readonly node: NodeId;
      readonly batch: BatchLabel;
      readonly status: 'success' | 'error' | 'skipped';
      readonly elapsedMs: number;
    }
  | { readonly kind: 'step_progressed'; readonly at: number; readonly node: NodeId; readonly percent: number }
  /** A model, seed or hook has run, a test has its verdict, or it was skipped. */
  | {
      readonly kind: 'step_finished';
      readonly at: number;
      readonly step: StepKind;
      readonly outcome: Outcome;
    }
  /** Readers see the new version of these. Every node that is built gets this or `withheld`, once, after its tests. */
  | { readonly kind: 'published'; readonly at: number; readonly nodes: readonly NodeId[] }
  /** They were built and are withheld. `because`: the failed tests or nodes. */
  | {
      readonly kind: 'withheld';
      readonly at: number;
      readonly nodes: readonly NodeId[];
      /** Those of them of which readers still see the version from before; of the others they see nothing. */
      readonly kept: readonly NodeId[];
      readonly because: readonly NodeId[];
    }
  | { readonly kind: 'diagnosed'; readonly at: number; readonly diagnostic: Diagnostic }
  /** `log()` and `print()` of templates. */
  | {
      readonly kind: 'said';
      readonly at: number;
      readonly text: string;
      readonly node?: NodeId;
      readonly print: boolean;
      /** In dbt projects: `log()` without info=True is for debugging; a warning is said as such. */
      readonly level?: 'debug' | 'info' | 'warn';
    }
  | { readonly kind: 'interrupted'; readonly at: number }
  | {
      readonly kind: 'run_finished';
      readonly at: number;
      readonly elapsedMs: number;
      readonly outcomes: readonly Outcome[];
      readonly exitCode: 0 | 1 | 2 | 130;
    };

/** Where a stage says what happens. */
export type Emit = (event: Event) => void;
