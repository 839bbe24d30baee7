import type { Properties, SeedFile, TextFile } from '../project/index.ts';
import type { Template } from '../template/index.ts';

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

/** A file as what it is on disk, before names mean anything. Depends on the file's content only. */
export type ParsedFile = ParsedQuery | ParsedMacros | ParsedProperties | ParsedSeed;
