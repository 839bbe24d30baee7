import type { NodeId } from '../../base/index.ts';

/** A manifest.json, as far as two of them are compared. */
export interface ArtifactManifest {
  readonly nodes: Readonly<Record<NodeId, ArtifactNode>>;
  readonly sources: Readonly<Record<NodeId, ArtifactNode>>;
  readonly macros: Readonly<Record<string, ArtifactMacro>>;
  readonly metadata?: { readonly env?: Readonly<Record<string, string>> };
  readonly exposures?: Readonly<Record<NodeId, ArtifactNode>>;
  readonly metrics?: Readonly<Record<NodeId, ArtifactNode>>;
  readonly semantic_models?: Readonly<Record<NodeId, ArtifactNode>>;
  readonly saved_queries?: Readonly<Record<NodeId, ArtifactNode>>;
  readonly unit_tests?: Readonly<Record<NodeId, ArtifactNode>>;
  readonly disabled?: Readonly<Record<NodeId, unknown>>;
}

/** What state: looks at; which kind of node has which is dbt's matter. Absent where a writer leaves it out. */
export interface ArtifactNode {
  readonly resource_type: string;
  readonly fqn: unknown;
  readonly raw_code?: unknown;
  /** Of seeds: of their content. */
  readonly checksum?: unknown;
  /** As it is given: what a template in project.yml says, not what it comes to. */
  readonly unrendered_config?: unknown;
  readonly config?: unknown;
  readonly description?: unknown;
  readonly columns?: unknown;
  readonly contract?: unknown;
  readonly access?: unknown;
  readonly latest_version?: unknown;
  readonly deprecation_date?: unknown;
  readonly depends_on?: unknown;
  /** Of generic tests. */
  readonly test_metadata?: unknown;
  readonly database?: unknown;
  readonly schema?: unknown;
  readonly alias?: unknown;
  readonly identifier?: unknown;
  readonly unrendered_database?: unknown;
  readonly unrendered_schema?: unknown;
  readonly quoting?: unknown;
  readonly freshness?: unknown;
  readonly loaded_at_field?: unknown;
  readonly external?: unknown;
}

export interface ArtifactMacro {
  readonly macro_sql: unknown;
  readonly depends_on?: unknown;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a JSON value has the shape of manifest.json. */
export const isArtifactManifest = (value: unknown): value is ArtifactManifest =>
  isObject(value) &&
  everyValue(value.nodes, isNode) &&
  everyValue(value.sources, isNode) &&
  everyValue(value.macros, (macro) => typeof macro.macro_sql === 'string') &&
  described.every((kind) => value[kind] === undefined || everyValue(value[kind], isNode));

const described = ['exposures', 'metrics', 'semantic_models', 'saved_queries', 'unit_tests'] as const;

const isNode = (node: Readonly<Record<string, unknown>>): boolean =>
  typeof node.resource_type === 'string' && Array.isArray(node.fqn);

const everyValue = (value: unknown, test: (each: Readonly<Record<string, unknown>>) => boolean): boolean =>
  isObject(value) && Object.values(value).every((each) => isObject(each) && test(each));
