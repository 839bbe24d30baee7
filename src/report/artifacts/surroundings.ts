import type { NodeId, Outcome, RelationName } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import type { YamlValue } from '../../project/index.ts';
import type { ArtifactMeta } from './meta.ts';

export interface ManifestMeta extends ArtifactMeta {
  /** `duckdb`. */
  readonly adapterType: string;
  /** Whether every key of dbt 1.11 is written, or only those that every dbt since 1.8 knows. */
  readonly complete: boolean;
  /** The database and the schema of relations that name none. */
  readonly database: string;
  readonly schema: string;
  /** A file's path below the folder of resources that it is in; of dbt projects. */
  readonly below?: (packageName: string, path: string) => string;
  /** Where what was sent to the database for a node is written; of dbt projects. */
  readonly runPath?: (node: ManifestNode) => string;
  /** The package that a file, as messages name it, is in, and its path there. */
  readonly owner: (path: string) => readonly [packageName: string, path: string];
  /** The entries of selectors.yml. */
  readonly selectors?: readonly YamlValue[];
  /** A relation's name as SQL says it, quoted; that of a node may stand for files. */
  readonly quoted: (relation: RelationName, node?: ManifestNode) => string;
  /** Of a run: adds what was compiled. */
  readonly outcomes?: readonly Outcome[];
}

/** What the parts of the manifest need beside the node itself. */
export interface NodeSurroundings {
  readonly manifest: Manifest;
  readonly meta: ManifestMeta;
  readonly outcomes: ReadonlyMap<NodeId, Outcome>;
  /** Whether the nodes are described for their own templates, which see them as compiled. */
  readonly compiling?: boolean;
}
