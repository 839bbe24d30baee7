import type { Interval, NodeId } from '../base/index.ts';
import type { Reason } from './reason.ts';

export type StepId = string;

interface StepCommon {
  readonly id: StepId;
  /** The steps that must have succeeded; if one has not, this one is skipped. */
  readonly needs: readonly StepId[];
  /** Further steps that must be over, however they ended. */
  readonly after: readonly StepId[];
  readonly reason: Reason;
  /** The span of time that it covers, for what is built by time. */
  readonly span?: Interval;
}

/** Builds a relation: staged, so that readers do not see it yet. */
export interface NodeStep extends StepCommon {
  readonly kind: 'seed' | 'model';
  readonly node: NodeId;
}

/** Gives verdicts on the tests of one node, or on one test over several nodes. */
export interface TestStep extends StepCommon {
  readonly kind: 'test';
  readonly tests: readonly NodeId[];
  /** Why each of them is run. */
  readonly reasons: ReadonlyMap<NodeId, Reason>;
  /** The one node that all of them are about. */
  readonly on?: NodeId;
}

/**
 * Makes what was staged visible, all of it at once. It waits until nothing reads the staged names any more,
 * since promotion takes them away, and it always runs: what must not become visible is left out then.
 */
export interface PublishStep extends StepCommon {
  readonly kind: 'publish';
  /** In graph order. */
  readonly nodes: readonly PublishedNode[];
  readonly ties: readonly Tie[];
}

export interface PublishedNode {
  readonly node: NodeId;
  /** The test steps that must have passed. */
  readonly checks: readonly StepId[];
  /** What it reads and the run builds too: published before it or with it. */
  readonly reads: readonly NodeId[];
}

/**
 * A test that judges several nodes of the group together. If one of them is left out, the others become visible
 * beside its old version: a pair that has to pass the test as well.
 */
export interface Tie {
  readonly test: NodeId;
  readonly nodes: readonly NodeId[];
}

/** A model or seed that is as it was published, or a test that has passed on what is there. */
export interface ReusedNode {
  readonly node: NodeId;
  /** When it was built or has passed, epoch milliseconds. */
  readonly since: number;
  readonly rows?: number;
}

export type Step = NodeStep | TestStep | PublishStep;

export const buildStepId = (node: NodeId): StepId => `build:${node}`;

/** What a run will do, in an order that can be followed from first to last. Data only. */
export interface Plan {
  readonly steps: readonly Step[];
  /** What was selected; tests count also where they come with nodes that were not. */
  readonly selected: {
    readonly models: number;
    readonly seeds: number;
    readonly tests: number;
    /** Given where there are any. */
    readonly snapshots?: number;
  };
  /** Built although not selected: they were never built here. */
  readonly buildMissing: readonly NodeId[];
  /** Selected, and nothing is done for them: they are what they would become. In graph order. */
  readonly reused: readonly ReusedNode[];
}
