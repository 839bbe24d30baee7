import type { Diagnostic, Location } from '../../base/index.ts';
import type { ConfigLayer } from '../config/config-entry.ts';
import type { YamlMapping } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';

/** Everything that one properties file declares, in its order. Templates in it are as written. */
export interface Properties {
  readonly file: YamlFile;
  readonly models: readonly NodeProperties[];
  readonly seeds: readonly NodeProperties[];
  readonly snapshots: readonly NodeProperties[];
  readonly analyses: readonly NodeProperties[];
  readonly sources: readonly SourceProperties[];
  readonly macros: readonly MacroProperties[];
  /** Singular tests that are described or configured (`data_tests:` at the top of the file). */
  readonly tests: readonly NodeProperties[];
  readonly exposures: readonly ExposureProperties[];
  readonly groups: readonly ResourceProperties[];
  readonly metrics: readonly ResourceProperties[];
  readonly semanticModels: readonly ResourceProperties[];
  readonly savedQueries: readonly ResourceProperties[];
  readonly unitTests: readonly ResourceProperties[];
  /** What is suspicious without being wrong. */
  readonly warnings: readonly Diagnostic[];
}

interface Declared {
  readonly name: string;
  readonly description: string;
  /** The entry as it is written, every key of it. */
  readonly given: YamlMapping;
  /** The file's path, without the cost of a place in it. */
  readonly file: string;
  /** Of the name; with keys or indexes, of what is below this entry: `locate('columns', 2, 'name')`. */
  locate(...path: (string | number)[]): Location;
}

/** An entry whose keys are its own business, read from `given`: a group, a metric, a unit test. */
export interface ResourceProperties extends Declared {
  readonly config: ConfigLayer;
}

export interface NodeProperties extends Declared {
  /** `config:` and the keys that dbt also takes beside it (`meta`, `docs`, `group`, `access`, `contract`). */
  readonly config: ConfigLayer;
  readonly columns: readonly ColumnProperties[];
  readonly tests: readonly TestProperties[];
  /** Of the whole model, as they are written. */
  readonly constraints: readonly YamlMapping[];
  readonly versions: readonly VersionProperties[];
  readonly latestVersion?: string | number;
  /** As it is written. */
  readonly deprecationDate?: string;
  readonly timeSpine?: YamlMapping;
}

/** One entry of `versions:`; what it does not say, the model says for it. */
export interface VersionProperties {
  readonly v: string | number;
  readonly definedIn?: string;
  readonly description?: string;
  readonly config: ConfigLayer;
  readonly constraints?: readonly YamlMapping[];
  /** Undefined where the model's count. */
  readonly tests?: readonly TestProperties[];
  /** Columns of its own, over the model's. */
  readonly columns: readonly ColumnProperties[];
  /** Which of the model's columns it has; `*` and `all` for every one. */
  readonly include: readonly string[] | '*';
  readonly exclude: readonly string[];
  readonly deprecationDate?: string;
  readonly given: YamlMapping;
  locate(...path: (string | number)[]): Location;
}

export interface ColumnProperties extends Declared {
  readonly dataType?: string;
  readonly quote?: boolean;
  readonly tags: readonly string[];
  readonly meta: YamlMapping;
  readonly tests: readonly TestProperties[];
  /** As they are written. */
  readonly constraints: readonly YamlMapping[];
  /** Of a time dimension. */
  readonly granularity?: string;
}

/** One entry of `data_tests:` (or `tests:`). */
export interface TestProperties {
  /** The generic test: `not_null`. */
  readonly test: string;
  /** What stands before the dot in `package.test`. */
  readonly namespace?: string;
  /** The user's own name for it (`name:`). */
  readonly name?: string;
  readonly description: string;
  /** From `arguments:` and from beside it. */
  readonly arguments: YamlMapping;
  readonly config: ConfigLayer;
  /** Of the test's name; with a key, of that argument's value. */
  locate(...path: (string | number)[]): Location;
  /** Of an argument's name. */
  locateKey(argument: string): Location;
}

export interface SourceProperties extends Declared {
  readonly schema?: string;
  readonly database?: string;
  readonly loader: string;
  readonly config: ConfigLayer;
  readonly tables: readonly SourceTableProperties[];
  /** The package whose source of this name it changes. */
  readonly overrides?: string;
}

export interface SourceTableProperties extends Declared {
  readonly identifier?: string;
  readonly loader?: string;
  readonly config: ConfigLayer;
  readonly columns: readonly ColumnProperties[];
  readonly tests: readonly TestProperties[];
  /** Present when the table is read from files. The source's own are filled in, `{name}` is the table's name. */
  readonly files?: SourceFiles;
  readonly loadedAtField?: string;
  readonly freshness?: Freshness;
  /** `quoting:`, the source's and the table's over it. */
  readonly quoting: { readonly database?: boolean; readonly schema?: boolean; readonly identifier?: boolean };
  readonly external?: YamlMapping;
}

export interface SourceFiles {
  /** As written: relative to the project, a glob, an URL; templates are not evaluated. */
  readonly paths: readonly string[];
  readonly format: 'csv' | 'json' | 'ndjson' | 'lines' | 'parquet';
  readonly options: YamlMapping;
  readonly surplusColumn?: string;
}

export interface Freshness {
  readonly warnAfter?: FreshnessLimit;
  readonly errorAfter?: FreshnessLimit;
  readonly filter?: string;
}

export interface FreshnessLimit {
  readonly count: number;
  readonly period: 'minute' | 'hour' | 'day';
}

export interface MacroProperties extends Declared {
  readonly config: ConfigLayer;
  readonly arguments: readonly {
    readonly name: string;
    readonly type?: string;
    readonly description: string;
  }[];
}

export interface ExposureProperties extends Declared {
  readonly label?: string;
  readonly type: string;
  readonly maturity?: string;
  readonly url?: string;
  /** As written: `ref('gold_flights')`. */
  readonly dependsOn: readonly string[];
  readonly owner: { readonly name?: string; readonly email?: string };
  readonly config: ConfigLayer;
}
