import type { Interval, NodeId } from '../base/index.ts';

export type StepId = string;

/** Why a step is in the plan. */
export type Reason =
  | { readonly kind: 'selected' }
  /** Not selected, but something selected reads it and it was never built here. */
  | { readonly kind: 'never_built'; readonly neededBy: NodeId };

interface StepCommon {
  readonly id: StepId;
  /** The steps that must have succeeded; if one has not, this one is skipped. */
  readonly needs: readonly StepId[];
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
  /** The one node that all of them are about. */
  readonly on?: NodeId;
}

/** Makes what was staged visible, all of it at once. */
export interface PublishStep extends StepCommon {
  readonly kind: 'publish';
  /** In graph order. */
  readonly nodes: readonly NodeId[];
  /**
   * The steps that read the staged versions, directly or through views: they must be over, however they ended,
   * since promotion takes the staged names away.
   */
  readonly after: readonly StepId[];
}

export type Step = NodeStep | TestStep | PublishStep;

export const buildStepId = (node: NodeId): StepId => `build:${node}`;

/** What a run will do, in an order that can be followed from first to last. Data only. */
export interface Plan {
  readonly steps: readonly Step[];
  /** What was selected; tests count also where they come with nodes that were not. */
  readonly selected: { readonly models: number; readonly seeds: number; readonly tests: number };
  /** Built although not selected: they were never built here. */
  readonly buildMissing: readonly NodeId[];
}
