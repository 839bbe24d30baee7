/** A hook: SQL, and whether it runs inside the transaction of its node. */
export interface Hook {
  readonly sql: string;
  readonly transaction: boolean;
}

interface CommonConfig {
  readonly enabled: boolean;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
}

interface RelationConfig extends CommonConfig {
  readonly schema?: string;
  readonly alias?: string;
  readonly database?: string;
  readonly preHooks: readonly Hook[];
  readonly postHooks: readonly Hook[];
  readonly fullRefresh?: boolean;
}

export interface ModelConfig extends RelationConfig {
  /** A name of the table in `src/features/materializations`. */
  readonly materialized: string;
  readonly uniqueKey: readonly string[];
  readonly incrementalStrategy?: 'append' | 'delete+insert' | 'merge';
  readonly onSchemaChange: 'ignore' | 'fail' | 'append_new_columns';
  readonly mergeUpdateColumns?: readonly string[];
  /** `parquet`: stored as Parquet files below the target's parquet root, read through a view of the model's name. */
  readonly format: 'table' | 'parquet';
  readonly partitionBy: readonly string[];
  /** Every key as it was given, dbt's spelling, for `config.a.b` selectors, `config.get` and the artifacts. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface SeedConfig extends RelationConfig {
  readonly columnTypes: Readonly<Record<string, string>>;
  readonly delimiter: string;
  readonly quoteColumns: boolean;
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface SourceConfig extends CommonConfig {
  readonly raw: Readonly<Record<string, unknown>>;
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
  readonly schema?: string;
  readonly alias?: string;
  readonly raw: Readonly<Record<string, unknown>>;
}
