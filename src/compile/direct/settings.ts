import type { Diagnostic, Emit, NodeId, RelationName } from '../../base/index.ts';
import type { Graph } from '../../graph/index.ts';
import type { Manifest, ManifestNode, Names } from '../../manifest/index.ts';
import type { Project, YamlMapping } from '../../project/index.ts';
import type { Value } from '../../template/index.ts';
import type { RelationCache } from './relation-cache.ts';

/** A stretch of time: what `--sample` and batches read of what they read. */
export interface TimeFilter {
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/** What rendering needs in projects whose nodes build their relations in place, with macros. */
export interface DirectSettings {
  readonly project: Project;
  readonly manifest: Manifest;
  readonly names: Names;
  readonly graph: Graph;
  /** What templates of a package see of the project and the environment: `var`, `env_var`, `target`. */
  readonly globals: (packageName: string) => ReadonlyMap<string, Value>;
  readonly cache: RelationCache;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** The version of dbt that the project is run as. */
  readonly dbtVersion: string;
  /** The command that runs. */
  readonly command: string;
  readonly fullRefresh: boolean;
  readonly storeFailures: boolean;
  /** `--empty`: no row of what is read. */
  readonly empty: boolean;
  readonly sample?: TimeFilter;
  readonly selected: readonly NodeId[];
  /** `invocation_args_dict`, and, in capitals, `flags`. */
  readonly args: YamlMapping;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A node as it stands in manifest.json: what `model` and `graph.nodes` are made of. */
  readonly describe: (node: ManifestNode) => Readonly<Record<string, unknown>>;
  /** Everything in manifest.json that `graph` has beside nodes and sources. */
  readonly describeRest: () => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Where a node that was not built here is read instead, as `--defer` says. */
  readonly deferred: (node: ManifestNode) => RelationName | undefined;
  /** Keeps a file of what is run; gives what kept it from being written. */
  readonly write: (node: ManifestNode, sql: string) => Diagnostic | undefined;
  /** What becomes of warnings, by the names that dbt has for them. */
  readonly warningFate: (event: string) => 'silence' | 'warn' | 'error';
  /** The warnings that are said once a run, as far as they were. */
  readonly warned: Set<string>;
  readonly emit: Emit;
  readonly now: () => number;
}
