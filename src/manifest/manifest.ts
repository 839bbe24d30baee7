import type { Location, NodeId } from '../base/index.ts';
import type { MacroProperties } from '../project/index.ts';
import type { Definition, Template } from '../template/index.ts';
import type { DescribedResource, DocsBlock, Group } from './described-resources.ts';
import type { MacroLookup } from './macro-lookup.ts';
import type { ManifestNode } from './nodes.ts';

export interface MacroEntry {
  /** `macro.<package>.<name>`. */
  readonly id: string;
  /** As it is called: a test `x` is `test_x`, a materialization `materialization_x_default`. */
  readonly name: string;
  readonly package: string;
  /** Relative to its package. */
  readonly path: string;
  readonly kind: 'macro' | 'test' | 'materialization';
  readonly template: Template;
  readonly definition: Definition;
  locate(): Location;
  readonly description: string;
  /** What a properties file says of it. */
  readonly described?: MacroProperties;
}

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
