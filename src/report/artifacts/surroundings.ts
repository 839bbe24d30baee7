import type { NodeId, Outcome, RelationName } from '../../base/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import type { ArtifactMeta } from './meta.ts';

export interface ManifestMeta extends ArtifactMeta {
  /** `duckdb`. */
  readonly adapterType: string;
  /** The database of relations that name none. */
  readonly database: string;
  /** A relation's name as SQL says it, quoted. */
  readonly quoted: (relation: RelationName) => string;
  /** Of a run: adds what was compiled. */
  readonly outcomes?: readonly Outcome[];
}

/** What the parts of the manifest need beside the node itself. */
export interface NodeSurroundings {
  readonly manifest: Manifest;
  readonly meta: ManifestMeta;
  readonly outcomes: ReadonlyMap<NodeId, Outcome>;
}
