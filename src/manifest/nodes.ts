import type { Location, NodeId, RelationName } from '../base/index.ts';
import type {
  FileFormat,
  ModelConfig,
  SeedConfig,
  SourceConfig,
  TestConfig,
  YamlMapping,
} from '../project/index.ts';
import type { Template } from '../template/index.ts';

/** What every node has, whatever it is. */
interface NodeCommon {
  readonly id: NodeId;
  readonly name: string;
  readonly package: string;
  /** The file that defines it, relative to the project. */
  readonly path: string;
  /** Package, folders below the resource path, name: what configs and `fqn:` selectors match. */
  readonly fqn: readonly string[];
  readonly description: string;
  /** Where it is declared, for messages; found only when asked, since that may mean reading YAML once more. */
  locate(): Location;
  readonly dependsOn: { readonly nodes: readonly NodeId[]; readonly macros: readonly string[] };
  /**
   * The config as it is given, to tell whether it was changed: the templates of project.yml are not evaluated, and
   * nothing is merged, the nearest place counts.
   */
  unrenderedConfig(): YamlMapping;
}

export interface ColumnInfo {
  readonly name: string;
  readonly description: string;
  readonly dataType?: string;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface ModelNode extends NodeCommon {
  readonly resource: 'model';
  readonly config: ModelConfig;
  readonly columns: readonly ColumnInfo[];
  readonly template: Template;
  readonly relation: RelationName;
  /** SHA-256 of the file's text. */
  readonly checksum: string;
  /** The properties file that describes it, if any. */
  readonly patchPath?: string;
}

export interface SeedNode extends NodeCommon {
  readonly resource: 'seed';
  readonly config: SeedConfig;
  readonly columns: readonly ColumnInfo[];
  readonly relation: RelationName;
  readonly checksum: string;
  readonly patchPath?: string;
}

export interface SourceNode extends NodeCommon {
  readonly resource: 'source';
  readonly sourceName: string;
  readonly sourceDescription: string;
  readonly config: SourceConfig;
  readonly columns: readonly ColumnInfo[];
  /** A table of the warehouse, or files. */
  readonly from:
    | { readonly kind: 'table'; readonly relation: RelationName }
    | { readonly kind: 'files'; readonly paths: readonly string[]; readonly format: FileFormat };
  readonly loader: string;
}

export interface TestNode extends NodeCommon {
  readonly resource: 'test';
  readonly config: TestConfig;
  /** Where a config of it is given, such as its `where`; undefined when it is not given. */
  locateConfig?(key: string): Location | undefined;
  /** Where `store_failures` keeps the failing rows. */
  readonly storedIn: RelationName;
  /** Generic: which test, on which node and column, with which arguments. */
  readonly test:
    | {
        readonly kind: 'generic';
        /** `not_null`. */
        readonly name: string;
        readonly namespace?: string;
        /** The user's own `{% test %}` macro; without it the test is built in. */
        readonly macro?: string;
        readonly arguments: Readonly<Record<string, unknown>>;
        readonly column?: string;
        readonly attachedTo: NodeId;
      }
    | { readonly kind: 'singular'; readonly template: Template };
}

export type ManifestNode = ModelNode | SeedNode | SourceNode | TestNode;
/** The nodes that become relations of the warehouse. */
export type BuildableNode = ModelNode | SeedNode;
