import type { Adapter, Session } from '../../adapter/index.ts';
import type { NodeId, Result } from '../../base/index.ts';
import type { DefineSettings, Definition, KeptFingerprints, Recorded } from '../../fingerprint/index.ts';
import type { BuildableNode, Manifest, SourceNode, TestNode } from '../../manifest/index.ts';
import type { Deferred } from './deferred.ts';

/** What is found of what nodes read. */
export type FoundInputs = Pick<DefineSettings, 'files' | 'tableVersion' | 'functions'>;

export interface ExternalSource {
  /** Its local files, by patterns; undefined where it has none that can be looked at. */
  readonly paths?: readonly string[];
}

/** What finding out takes what is known of nodes. */
export interface GatherRequest {
  readonly session: Session;
  readonly adapter: Adapter;
  readonly manifest: Manifest;
  /** What the database is like, if it can be told. */
  readonly mark: string | undefined;
  /** Whether the database is one in which nobody has made anything yet. */
  readonly isNew: boolean;
  /** Of the project, absolute. */
  readonly root: string;
  /** The project and the target, `shop/dev`: what relations are recorded by. */
  readonly builder: string;
  /** The target that is deferred to, if there is one. */
  readonly deferTo?: Deferred;
  /** The target's schema, which tests are recorded by. */
  readonly schema: string;
  readonly runId: string;
  readonly now: () => number;
  readonly exists: (node: BuildableNode) => boolean;
  /** Of the warehouse's own database, where relations carry it. */
  readonly ownDatabase?: string;
  /** Where sources are that are named like tables and are files. */
  readonly external?: (source: SourceNode) => ExternalSource | undefined;
  /** How nodes are defined, when it is known what they read. */
  readonly define: (found: FoundInputs) => (node: BuildableNode | TestNode) => Result<Definition>;
  /** What was kept of the last time, if what is found of what nodes read is what it was then. */
  readonly keep?: (
    found: FoundInputs,
    recorded: (node: NodeId) => Recorded | undefined,
  ) => KeptFingerprints | undefined;
}
