import type { Emit, NodeId, RelationName } from '../base/index.ts';
import type { Manifest, ModelNode, Names } from '../manifest/index.ts';
import type { UndefinedPolicy, Value } from '../template/index.ts';

/** What compiling a node needs besides the node. */
export interface CompileSettings {
  readonly manifest: Manifest;
  readonly names: Names;
  /** The values that every template sees. */
  readonly shared: ReadonlyMap<string, Value>;
  readonly undefinedValues: UndefinedPolicy;
  /** Whether this run adds to the model's existing relation. */
  readonly isIncremental: (node: ModelNode) => boolean;
  readonly emit: Emit;
  readonly now: () => number;
  /** Where nodes are read that are not built here. */
  readonly elsewhere?: ReadonlyMap<NodeId, RelationName>;
}
