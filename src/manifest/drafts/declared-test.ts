import type { NodeId } from '../../base/index.ts';
import type { TestProperties } from '../../project/index.ts';
import type { Version } from '../node-parts.ts';
import type { ReferableNode, SourceNode } from '../nodes.ts';

/** A data test as it is declared on a node or on one of its columns. */
export interface DeclaredTest {
  readonly properties: TestProperties;
  readonly on: ReferableNode | SourceNode | MissingNode;
  readonly column?: string;
  /** The properties file, relative to its package. */
  readonly file: string;
  /** Those of the properties file, below the resource path: they are the test's, as in dbt, not those of what it is on. */
  readonly folders: readonly string[];
  /** Of the model that it is on, where versions of it are told apart. */
  readonly version?: Version;
  /** Of the column, and of a source and its table. */
  readonly tags: readonly string[];
}

/** What is described and not there: in dbt projects it has its tests all the same, which are off. */
export interface MissingNode {
  readonly resource: 'missing';
  readonly id: NodeId;
  readonly name: string;
}
