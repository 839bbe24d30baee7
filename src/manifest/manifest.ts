import type { Location, NodeId } from '../base/index.ts';
import type { Definition, Template } from '../template/index.ts';
import type { ManifestNode } from './nodes.ts';

export interface MacroEntry {
  /** `macro.<package>.<name>`. */
  readonly id: string;
  readonly name: string;
  readonly package: string;
  readonly path: string;
  readonly kind: 'macro' | 'test';
  readonly template: Template;
  readonly definition: Definition;
  locate(): Location;
  readonly description: string;
}

/** The project with every name resolved and every config inherited. Disabled nodes are apart. */
export interface Manifest {
  readonly project: { readonly name: string; readonly root: string };
  readonly nodes: ReadonlyMap<NodeId, ManifestNode>;
  readonly macros: ReadonlyMap<string, MacroEntry>;
  readonly disabled: readonly ManifestNode[];
}
