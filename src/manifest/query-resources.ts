import type { RelationName } from '../base/index.ts';
import type { ModelConfig } from '../project/index.ts';
import type { Template } from '../template/index.ts';
import type { NodeCommon } from './every-node.ts';
import type { ColumnInfo, Docs } from './node-parts.ts';

/** A table that keeps the versions of its query's rows. */
export interface SnapshotNode extends NodeCommon {
  readonly resource: 'snapshot';
  /** What is the snapshot's own (`strategy`, `check_cols`, …) is in `raw`. */
  readonly config: ModelConfig;
  readonly columns: readonly ColumnInfo[];
  /** What stands between `{% snapshot %}` and `{% endsnapshot %}`, or what `relation:` amounts to. */
  readonly template: Template;
  /** Of the template. */
  readonly text: string;
  readonly relation: RelationName;
  readonly checksum: string;
  readonly patchPath?: string;
  readonly group?: string;
  readonly docs: Docs;
}

/** A query that is compiled and never run. */
export interface AnalysisNode extends NodeCommon {
  readonly resource: 'analysis';
  readonly config: ModelConfig;
  readonly columns: readonly ColumnInfo[];
  readonly template: Template;
  readonly relation: RelationName;
  readonly checksum: string;
  readonly patchPath?: string;
  readonly docs: Docs;
}

/** A hook of a project or package that runs before or after everything else. */
export interface OperationNode extends NodeCommon {
  readonly resource: 'operation';
  readonly config: ModelConfig;
  readonly when: 'on-run-start' | 'on-run-end';
  /** Among the hooks of its package. */
  readonly index: number;
  readonly template: Template;
  /** Where it would be built, which says in which schema it is. */
  readonly relation: RelationName;
  /** SHA-256 of the project file. */
  readonly checksum: string;
}
