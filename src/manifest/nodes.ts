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
import type { NodeCommon } from './every-node.ts';
import type { ColumnInfo, Constraint, Contract, Docs, Version } from './node-parts.ts';
import type { AnalysisNode, OperationNode, SnapshotNode } from './query-resources.ts';
import type { UnitTestNode } from './unit-test-node.ts';

export interface ModelNode extends NodeCommon {
  readonly resource: 'model';
  readonly language: 'sql' | 'python';
  readonly config: ModelConfig;
  readonly columns: readonly ColumnInfo[];
  readonly template: Template;
  readonly relation: RelationName;
  /** SHA-256 of the file's text. */
  readonly checksum: string;
  /** The properties file that describes it, if any. */
  readonly patchPath?: string;
  readonly version?: Version;
  readonly latestVersion?: Version;
  readonly access: 'private' | 'protected' | 'public';
  readonly group?: string;
  readonly contract: Contract;
  readonly constraints: readonly Constraint[];
  /** Of a dbt project: what its foreign keys and those of its columns point to, by how it is written. */
  readonly foreignKeys?: ReadonlyMap<string, NodeId>;
  /** As it is written, a date or a point in time. */
  readonly deprecationDate?: string;
  readonly docs: Docs;
  /** The columns that tell its rows apart, as far as constraints and tests say so. */
  readonly primaryKey: readonly string[];
  /** `time_spine:`, as it is written. */
  readonly timeSpine?: YamlMapping;
}

export interface SeedNode extends NodeCommon {
  readonly resource: 'seed';
  readonly config: SeedConfig;
  readonly columns: readonly ColumnInfo[];
  readonly relation: RelationName;
  /** dbt's, without the blanks around a small file's text. */
  readonly checksum: string;
  /** SHA-256 of the whole file. */
  readonly fileHash: string;
  /** More than dbt looks into: its artifacts tell the path instead of the checksum. */
  readonly large?: boolean;
  readonly patchPath?: string;
  readonly group?: string;
  readonly docs?: Docs;
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
  readonly details?: SourceDetails;
}

/** What else dbt has of a source table: for its freshness, and for the artifacts. Values are as they are written. */
export interface SourceDetails {
  readonly sourceMeta: YamlMapping;
  readonly meta: YamlMapping;
  readonly quoting: { readonly database?: boolean; readonly schema?: boolean; readonly identifier?: boolean };
  readonly loadedAtField?: string;
  readonly loadedAtQuery?: string;
  readonly freshness?: YamlMapping;
  /** `external:`. */
  readonly external?: YamlMapping;
  readonly patchPath?: string;
  /** Of the source as it is written; templates in them are not evaluated. */
  readonly unrenderedDatabase?: string;
  readonly unrenderedSchema?: string;
}

export interface TestNode extends NodeCommon {
  readonly resource: 'test';
  readonly config: TestConfig;
  /** It is off since what it reads is off or missing, not by itself: the artifacts have it among the others. */
  readonly off?: true;
  /** Where a config of it is given, such as its `where`; undefined when it is not given. */
  locateConfig?(key: string): Location | undefined;
  /** Where `store_failures` keeps the failing rows. */
  readonly storedIn: RelationName;
  /** Of the column that it is on, and of a source and its table. */
  readonly inheritedTags?: readonly string[];
  readonly group?: string;
  /** The config of its declaration alone, templates evaluated, in the order of dbt's keys. */
  readonly declaredConfig?: YamlMapping;
  /** The properties file that describes a singular one, if any. */
  readonly patchPath?: string;
  /** The name of its file below the compiled ones, where it is not its own. */
  readonly fileName?: string;
  readonly test: GenericTest | { readonly kind: 'singular'; readonly template: Template };
}

/** Which test, on which node and column, with which arguments. */
export interface GenericTest {
  readonly kind: 'generic';
  /** `not_null`. */
  readonly name: string;
  readonly namespace?: string;
  /** The name of the user's own `{% test %}` macro; without it the test is built in. */
  readonly macro?: string;
  /** The id of the macro, where tests are macros throughout. */
  readonly macroId?: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly column?: string;
  readonly attachedTo: NodeId;
  /** The template that gives the relation that is tested, `{{ get_where_subquery(ref('orders')) }}`. */
  readonly model?: string;
}

export type ManifestNode =
  | ModelNode
  | SeedNode
  | SnapshotNode
  | SourceNode
  | TestNode
  | UnitTestNode
  | AnalysisNode
  | OperationNode;
/** The nodes that are staged, tested and published. */
export type BuildableNode = ModelNode | SeedNode;
/** What `ref()` can name: the nodes that become relations of the warehouse. */
export type ReferableNode = BuildableNode | SnapshotNode;
