import type { NodeId } from '../base/index.ts';
import type { DescribedResource, DocsBlock, Group } from './described-resources.ts';
import type { MacroLookup } from './macro-lookup.ts';
import type { ManifestNode } from './nodes.ts';

/** The project with every name resolved and every config inherited. Disabled nodes are apart. */
export interface Manifest {
  readonly project: { readonly name: string; readonly root: string };
  readonly nodes: ReadonlyMap<NodeId, ManifestNode>;
  readonly macros: MacroLookup;
  readonly disabled: readonly ManifestNode[];
  /** Exposures, metrics, semantic models and saved queries: they are in the graph, and nothing is built of them. */
  readonly described: ReadonlyMap<NodeId, DescribedResource>;
  readonly disabledDescribed: readonly DescribedResource[];
  readonly groups: ReadonlyMap<string, Group>;
  readonly docs: ReadonlyMap<string, DocsBlock>;
}
