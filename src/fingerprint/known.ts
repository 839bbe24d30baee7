import type { NodeId, RelationName, Result } from '../base/index.ts';
import type { BuildableNode, TestNode } from '../manifest/index.ts';
import type { Definition, Fingerprint } from './fingerprint.ts';

/** What is recorded of a relation that was published, or of a test that has passed, besides the fingerprint. */
export interface Recorded {
  /** Of the fingerprint. */
  readonly hash: string;
  /** The version of the data, of what was published. */
  readonly version: string;
  /** The run that published it. */
  readonly run?: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seconds: number | undefined;
  readonly rows: number | undefined;
}

/** What is known of a relation that was published, or of a test that has passed. */
export interface Before extends Recorded {
  readonly fingerprint: Fingerprint;
}

/** What another target has of a node. */
export interface Shared extends Before {
  /** What a test is recorded of has none. */
  readonly relation?: RelationName;
}

/** What tells whether a node is still as it was. */
export interface Known {
  /** What a node is now, without its data. Fails where its templates do. */
  define(node: BuildableNode | TestNode): Result<Definition>;
  /** What was published, if it is there and nobody else has changed it; of a test, that it passed. */
  before(node: NodeId): Before | undefined;
  /** Whether it was published and is not there any more, or not provably as it was. */
  isAltered(node: NodeId): boolean;
  /** How a test ended the last time that did not pass then. */
  notPassed(test: NodeId): 'warn' | 'fail' | 'error' | undefined;
  /** The same of a node in the target that this one defers to, where its relation is as it was left. */
  shared(node: NodeId): Shared | undefined;
  /** The version of a source that is a table; undefined where nothing tells when it changes. */
  tableVersion(source: NodeId): string | undefined;
}
