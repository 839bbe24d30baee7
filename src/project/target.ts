import type { OptionValue } from './file-format.ts';

/** Where a run builds: one entry of `targets:` in project.yml, with defaults filled in and paths absolute. */
export interface Target {
  readonly name: string;
  readonly type: 'duckdb';
  /** The database file, absolute, or `:memory:`. */
  readonly path: string;
  /** The schema of what configures none. */
  readonly schema: string;
  /** Put before every configured schema: `dev_` makes `gold` into `dev_gold`. */
  readonly schemaPrefix: string;
  /** How many models run at the same time. */
  readonly threads: number;
  /** As DuckDB writes it, such as `4GB`. */
  readonly memoryLimit?: string;
  readonly extensions: readonly string[];
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly attach: readonly {
    readonly path: string;
    readonly alias: string;
    readonly readOnly: boolean;
    readonly type?: string;
  }[];
  readonly secrets: readonly {
    readonly name?: string;
    readonly type: string;
    readonly options: Readonly<Record<string, OptionValue>>;
  }[];
  /** The folder of tables stored as Parquet, absolute. */
  readonly parquetRoot: string;
}
