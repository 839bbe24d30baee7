import type { Diagnostic, Location } from '../base/index.ts';
import type { ConfigEntry } from '../project/index.ts';
import type { Value } from '../template/index.ts';
import type { MacroLookup } from './macro-lookup.ts';
import type { Version } from './node-parts.ts';

/** Where a call stands, and the macro calls that lead there; found only when asked, since that can take a rendering. */
export interface CallPlace {
  locate(): Location;
  readonly related?: () => Diagnostic['related'];
}

/** A `ref()`: of a name, or of a package's name. */
export interface RefCall extends CallPlace {
  readonly package?: string;
  readonly name: string;
  readonly version?: Version;
}

export interface SourceCall extends CallPlace {
  readonly source: string;
  readonly table: string;
}

/** What a template asks for: what it reads, and how it is configured. */
export interface Captured {
  readonly refs: readonly RefCall[];
  readonly sources: readonly SourceCall[];
  readonly config: readonly ConfigEntry[];
  /**
   * The config as it stands there: of a dbt project where its template did not have to be rendered, of a native one
   * what is no literal.
   */
  readonly asRead?: readonly ConfigEntry[];
  /** The config of a dbt project's file without its templates evaluated, where that is wanted. */
  readonly asWritten?: readonly ConfigEntry[];
  /** What foreign keys point to, by how it is written. */
  readonly foreignKeys?: ReadonlyMap<string, Pick<Captured, 'refs' | 'sources'>>;
  /** Of a dbt project: the metrics that it names. */
  readonly metrics?: readonly (readonly string[])[];
  /** The macros that it calls itself, by id. */
  readonly macros: readonly string[];
}

export interface CaptureSettings {
  /** The values that every template sees: `var`, `env_var`, `target`, … */
  readonly shared: ReadonlyMap<string, Value>;
  readonly macros: MacroLookup;
  /** The package whose templates these are, which says what the names of macros mean. */
  readonly package: string;
  /** The macros that lead to a `ref`, `source` or `config`. */
  readonly capturing: ReadonlySet<string>;
}
