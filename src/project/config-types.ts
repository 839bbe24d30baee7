import type { Location } from '../base/index.ts';
import type { YamlMapping } from './yaml/value.ts';

/** A hook: SQL, and whether it runs inside the transaction of its node. */
export interface Hook {
  readonly sql: string;
  readonly transaction: boolean;
  locate(): Location;
}

interface CommonConfig {
  readonly enabled: boolean;
  readonly tags: readonly string[];
  readonly meta: YamlMapping;
}

interface RelationConfig extends CommonConfig {
  readonly schema?: string;
  readonly alias?: string;
  readonly database?: string;
  readonly preHooks: readonly Hook[];
  readonly postHooks: readonly Hook[];
  readonly fullRefresh?: boolean;
  readonly group?: string;
  readonly docs?: { readonly show?: boolean; readonly node_color?: string };
}

export interface ModelConfig extends RelationConfig {
  /** A name of the table in `src/features/materializations`. */
  readonly materialized: string;
  readonly uniqueKey: readonly string[];
  readonly incrementalStrategy?: 'append' | 'delete+insert' | 'merge' | 'replace_where';
  readonly onSchemaChange: 'ignore' | 'fail' | 'append_new_columns';
  readonly mergeUpdateColumns?: readonly string[];
  readonly mergeExcludeColumns?: readonly string[];
  /** Conditions for the existing rows that a run replaces. */
  readonly incrementalPredicates?: readonly string[];
  /** `parquet`: stored as Parquet files below the target's parquet root, read through a view of the model's name. */
  readonly format: 'table' | 'parquet';
  readonly partitionBy: readonly string[];
  readonly access?: 'private' | 'protected' | 'public';
  /** Every key as it was given, dbt's spelling, for `config.a.b` selectors, `config.get` and the artifacts. */
  readonly raw: YamlMapping;
}

export interface SeedConfig extends RelationConfig {
  readonly columnTypes: Readonly<Record<string, string>>;
  readonly delimiter: string;
  readonly quoteColumns: boolean;
  readonly raw: YamlMapping;
}

export interface SourceConfig extends CommonConfig {
  readonly raw: YamlMapping;
}

export interface TestConfig extends CommonConfig {
  readonly severity: 'error' | 'warn';
  readonly where?: string;
  readonly limit?: number;
  /** Such as `!= 0` or `> 10`. */
  readonly warnIf: string;
  readonly errorIf: string;
  readonly failCalc: string;
  readonly storeFailures: boolean;
  readonly database?: string;
  readonly schema?: string;
  readonly alias?: string;
  readonly raw: YamlMapping;
}
