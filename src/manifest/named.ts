import type { Version } from './node-parts.ts';
import type { ManifestNode } from './nodes.ts';

/** What `ref()` was given, and the package it was written in; without it, it is the root project. */
export interface RefQuery {
  readonly name: string;
  readonly package?: string | undefined;
  readonly version?: Version | undefined;
  readonly from?: string | undefined;
}

/** What a name means: a node, one that is disabled, several, or nothing. */
export type Named<Node> =
  | { readonly node: Node }
  | { readonly node?: undefined; readonly disabled: ManifestNode }
  | { readonly node?: undefined; readonly disabled?: undefined; readonly several: readonly Node[] };
