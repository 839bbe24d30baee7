import type { SourceText } from '../../base/index.ts';

export type TextFileKind =
  | 'model'
  | 'test'
  | 'generic_test'
  | 'macro'
  | 'snapshot'
  | 'analysis'
  | 'properties'
  | 'docs'
  /** A model in Python, which is not run. */
  | 'python_model'
  /** Rows for unit tests: `tests/fixtures/*.csv` and `.sql`. */
  | 'fixture';

interface FileCommon {
  /** Relative to its project or package, with forward slashes. */
  readonly path: string;
  /** The entry of the project's paths that it was found under: `models`. */
  readonly resourcePath: string;
  /** SHA-256 of its content: of the text without a byte order mark, of a seed's bytes. */
  readonly hash: string;
}

export interface TextFile extends FileCommon {
  readonly kind: TextFileKind;
  readonly text: SourceText;
}

/** Seeds are not read into memory. */
export interface SeedFile extends FileCommon {
  readonly kind: 'seed';
  /** In bytes. */
  readonly size: number;
  /** dbt's: SHA-256 of the text without white space around it. Of one over 1 MiB dbt has none; here it is the hash. */
  readonly checksum: string;
}

export type ProjectFile = TextFile | SeedFile;
