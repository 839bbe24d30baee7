import type { Properties, SeedFile, TextFile } from '../project/index.ts';
import type { Definition, Template } from '../template/index.ts';

/** A file whose text is one node's SQL. */
export interface ParsedQuery {
  readonly kind: 'model' | 'test' | 'analysis';
  readonly file: TextFile;
  /** The file's name without its ending. */
  readonly name: string;
  readonly template: Template;
}

/** A file of macros or of generic tests. */
export interface ParsedMacros {
  readonly kind: 'macros';
  readonly file: TextFile;
  readonly template: Template;
}

export interface ParsedProperties {
  readonly kind: 'properties';
  readonly file: TextFile;
  readonly properties: Properties;
}

export interface ParsedSeed {
  readonly kind: 'seed';
  readonly file: SeedFile;
  readonly name: string;
}

/** A file of `{% snapshot %}` blocks. */
export interface ParsedSnapshots {
  readonly kind: 'snapshots';
  readonly file: TextFile;
  readonly snapshots: readonly ParsedSnapshot[];
}

export interface ParsedSnapshot {
  readonly name: string;
  readonly definition: Definition;
  /** What stands inside the block. */
  readonly template: Template;
  readonly text: string;
}

/** A Markdown file with its `{% docs %}` blocks. */
export interface ParsedDocs {
  readonly kind: 'docs';
  readonly file: TextFile;
  readonly blocks: readonly {
    readonly name: string;
    /** Without white space around it, its own templates evaluated. */
    readonly text: string;
    /** Offset of the block. */
    readonly start: number;
  }[];
}

/** A model in Python: it is known, and cannot be built. */
export interface ParsedPython {
  readonly kind: 'python';
  readonly file: TextFile;
  readonly name: string;
}

/** Rows for unit tests. */
export interface ParsedFixture {
  readonly kind: 'fixture';
  readonly file: TextFile;
  readonly name: string;
}

/** A file as what it is on disk, before names mean anything. Depends on the file's content only. */
export type ParsedFile =
  | ParsedQuery
  | ParsedMacros
  | ParsedProperties
  | ParsedSeed
  | ParsedSnapshots
  | ParsedDocs
  | ParsedPython
  | ParsedFixture;
