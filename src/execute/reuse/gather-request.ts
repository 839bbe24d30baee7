import type { Adapter, Session } from '../../adapter/index.ts';
import type { DefineSettings } from '../../fingerprint/index.ts';
import type { BuildableNode, Manifest } from '../../manifest/index.ts';
import type { Deferred } from './deferred.ts';

/** What finding out takes what is known of nodes. */
export interface GatherRequest {
  readonly session: Session;
  readonly adapter: Adapter;
  readonly manifest: Manifest;
  /** What the database is like, if it can be told. */
  readonly mark: string | undefined;
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
  /** What else defining takes. */
  readonly define: Omit<DefineSettings, 'files' | 'tableVersion' | 'functions'>;
}
