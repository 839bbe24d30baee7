import type { ErrorCode } from './codes/index.ts';

/** Line and column, both counted from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From the first position up to, not including, the second. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place in a file of the project, with the lines that are shown around it. */
export interface Location {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly range?: Range;
  readonly excerpt?: Excerpt;
}

export interface Excerpt {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** Something the user should know about, as a value: what is wrong, where, and what to do next. */
export interface Diagnostic {
  readonly code: ErrorCode;
  readonly severity: 'error' | 'warning';
  /** One sentence in the user's terms, without the place and without the hint. */
  readonly message: string;
  readonly location?: Location;
  /** Further lines that explain it (what there is instead, the engine's own words). */
  readonly detail?: readonly string[];
  /** Other places that belong to it: the macro calls that led here, the other definition of the name. */
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
  /** The next step, such as "did you mean 'x'?". */
  readonly hint?: string;
  /** Of a warning: what dbt calls it, where the code alone does not tell; for --warn-error-options. */
  readonly event?: string;
}

export type DiagnosticParts = Omit<Diagnostic, 'code' | 'severity' | 'message'>;

export const error = (code: ErrorCode, message: string, parts: DiagnosticParts = {}): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...parts,
});

export const warning = (code: ErrorCode, message: string, parts: DiagnosticParts = {}): Diagnostic => ({
  code,
  severity: 'warning',
  message,
  ...parts,
});
