import type { OptionValue } from './file-format.ts';
import type { YamlMapping } from './yaml/value.ts';

/** Where a run builds: one entry of `targets:` or of a profile's `outputs:`, with defaults and absolute paths. */
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
  readonly extensions: readonly (string | ForeignExtension)[];
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly attach: readonly Attachment[];
  readonly secrets: readonly {
    readonly name?: string;
    readonly type: string;
    /** Whether DuckDB keeps it for later sessions, in its own folder. */
    readonly persistent?: boolean;
    readonly options: Readonly<Record<string, OptionValue>>;
  }[];
  /** Whether sessions keep the time zone of the machine; otherwise they are in UTC. */
  readonly localTime?: boolean;
  /** The target whose relations are shown here instead of building the same once more. */
  readonly deferTo?: DeferredTarget;
  /** The folder of tables stored as Parquet, absolute. */
  readonly parquetRoot: string;
  /** What a target has that comes from profiles.yml. */
  readonly profile?: Profile;
}

/** Another target, as a database beside the one that is built in. */
export interface DeferredTarget {
  readonly target: Target;
  /** The name that its file is attached by; absent where both are in one file. */
  readonly database?: string;
}

/** An extension that is not installed from where DuckDB usually looks: `community`, an address. */
export interface ForeignExtension {
  readonly name: string;
  readonly repository: string;
}

export interface Attachment {
  readonly path: string;
  readonly alias: string;
  readonly readOnly: boolean;
  readonly type?: string;
  /** The name of a secret. */
  readonly secret?: string;
  /** Further options, as ATTACH takes them. */
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Whether relations there are of a DuckLake, which has no cascades, indexes and the like. */
  readonly isDucklake?: boolean;
}

export interface Profile {
  /** The profile's name in profiles.yml. */
  readonly name: string;
  /** What dbt calls the opened database: `memory` or the file's name without its ending. */
  readonly database: string;
  /** As it is written: relative to the working folder; `.` where nothing is said. */
  readonly externalRoot: string;
  /** Options of the connection, such as `allow_unsigned_extensions`. */
  readonly configOptions: Readonly<Record<string, OptionValue>>;
  readonly retries?: {
    readonly connectAttempts: number;
    readonly queryAttempts?: number;
    readonly exceptions: readonly string[];
  };
  /** Whether statements run without transactions. */
  readonly disableTransactions: boolean;
  /** The databases that are DuckLakes, by name. */
  readonly ducklakes: readonly string[];
  /** Every key of the output, templates evaluated: what `target` has in templates, and `debug` shows. */
  readonly given: YamlMapping;
}
