import type { Location, NodeId } from '../base/index.ts';
import type { YamlMapping } from '../project/index.ts';
import type { RefArguments } from './node-parts.ts';

/** What every node has, whatever it is. */
export interface NodeCommon {
  readonly id: NodeId;
  readonly name: string;
  readonly package: string;
  /** Absolute: the folder of the project, or of the installed package, that `path` is in. */
  readonly packageRoot: string;
  /** The file that defines it, relative to its package. */
  readonly path: string;
  /** Package, folders below the resource path, name: what configs and `fqn:` selectors match. */
  readonly fqn: readonly string[];
  readonly description: string;
  /** The docs blocks that the description was made of, by id. */
  readonly docBlocks?: readonly string[];
  /** Where it is declared, for messages; found only when asked, since that may mean reading YAML once more. */
  locate(): Location;
  readonly dependsOn: { readonly nodes: readonly NodeId[]; readonly macros: readonly string[] };
  /** What it asks for, as it is written, in the order of the calls. */
  readonly refs?: readonly RefArguments[];
  readonly sources?: readonly (readonly [source: string, table: string])[];
  readonly metrics?: readonly (readonly string[])[];
  /**
   * The config as it is given, to tell whether it was changed: the templates of project.yml are not evaluated, and
   * nothing is merged, the nearest place counts.
   */
  unrenderedConfig(): YamlMapping;
}
