import type { RelationName } from '../base/index.ts';
import type { FileFormat, Target } from '../project/index.ts';
import type {
  Column,
  DefinedFunction,
  DefinedRelations,
  DefinedType,
  ExistingRelation,
  Rows,
} from './relation.ts';
import type { Statement } from './statement.ts';

/** The engine's refusal, in its own words, with the place in the SQL it was given. */
export interface EngineError {
  readonly kind:
    | 'syntax' // does not parse
    | 'binding' // names a column, function or type that is not there
    | 'missing_relation'
    | 'conversion' // a value does not fit its type
    | 'constraint'
    | 'file' // a source file is missing or malformed
    | 'out_of_memory'
    | 'disk_full'
    | 'interrupted'
    | 'locked' // another process has the database
    | 'version' // the database was written by a newer engine
    | 'unopenable'
    | 'extension'
    | 'other';
  readonly message: string;
  /** Offset into the SQL text in UTF-16 units; of `execute` and `atomically`, into the statement's `query`. */
  readonly offset?: number;
  /** For `atomically`: which of the statements failed, counted from 0. */
  readonly statement?: number;
  /** What the engine has instead of an unknown name, best first. */
  readonly candidates?: readonly string[];
  /** For `file`: which file, and the line of it, as far as the engine knows. */
  readonly file?: FilePlace;
  /** For `locked`: the process that holds the database. */
  readonly pid?: number;
}

/** A place in a data file. */
export interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly column?: number;
  /** The line itself. */
  readonly text?: string;
  /** What is wrong there, without the place. */
  readonly reason: string;
  /** What to do about it. */
  readonly hint?: string;
}

export type EngineResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: EngineError };

/** A lease of one connection. Statements of one session run one after the other. */
export interface Session {
  /** Runs one or more statements of SQL text; gives the rows that the last one changed or made, where the engine counts them. */
  run(sql: string): Promise<EngineResult<number | undefined>>;
  /**
   * Runs a statement and what the engine needs around it, such as the directory that `write_parquet` writes to;
   * gives what `run` gives.
   */
  execute(statement: Statement): Promise<EngineResult<number | undefined>>;
  query(sql: string, options?: { readonly limit?: number }): Promise<EngineResult<Rows>>;
  /** The columns that a query would give, without running it. */
  describe(sql: string): Promise<EngineResult<readonly Column[]>>;
  /** Whether the files can be read for what they are: there are some, none is empty, no header names a column twice. */
  checkFiles(paths: readonly string[], format: FileFormat): Promise<EngineResult<void>>;
  /** The files that paths and patterns name, absolute and in order; of addresses of other machines, none. */
  listFiles(patterns: readonly string[]): Promise<EngineResult<readonly string[]>>;
  /** The tables and views of the schemas, and their columns when asked one by one. */
  relations(
    schemas: readonly { readonly database?: string; readonly schema: string }[],
  ): Promise<EngineResult<readonly ExistingRelation[]>>;
  /**
   * What is in each of the relations, as a text that is the same for the same rows, in any order, under the same
   * columns: `rows:digest`. Undefined of one that is not there, that has more than `maxRows` rows, or whose types do
   * not allow to tell. The texts of different versions of the engine or of Assay are different.
   */
  contents(
    relations: readonly RelationName[],
    maxRows: number,
  ): Promise<EngineResult<readonly (string | undefined)[]>>;
  /** The functions that somebody has defined by SQL. */
  definedFunctions(): Promise<EngineResult<readonly DefinedFunction[]>>;
  /** The types that somebody has defined. */
  definedTypes(): Promise<EngineResult<readonly DefinedType[]>>;
  /** All tables and views of the warehouse, views with their query. */
  definedRelations(): Promise<EngineResult<DefinedRelations>>;
  /**
   * All the statements or none, visible to others at once; tried again when another session changed the same
   * names meanwhile. Files are outside of it: what `write_parquet` wrote stays. Within
   * `transaction` it is a part of that.
   */
  atomically(statements: readonly Statement[]): Promise<EngineResult<void>>;
  /**
   * Commits what `work` did in this session if it gives a value, and undoes it if it gives an error or one of
   * its statements has made the commit impossible.
   */
  transaction<T>(work: () => Promise<EngineResult<T>>): Promise<EngineResult<T>>;
  /** Writes what is committed to where it stays, as closing does; nobody needs to wait for it. */
  flush(): Promise<EngineResult<void>>;
  /**
   * The same if the engine holds half of what it may, between the transactions of others: what is in no file yet cannot
   * leave the memory.
   */
  makeRoom(): Promise<EngineResult<void>>;
  /**
   * Runs the statements that record the mark which the database has from then on, until something is written again:
   * the next one to open it finds that mark if nobody wrote to it in between. `record` may be asked again, with an
   * empty mark that no database has. False if it cannot be foretold: there is no file, another session has something
   * under way.
   */
  seal(record: (mark: string) => readonly Statement[]): Promise<EngineResult<boolean>>;
  /** From 0 to 100 for the statement under way; undefined when the engine does not say, or was not opened for it. */
  progress(): number | undefined;
  /** Stops the statement under way; its promise then fails as `interrupted`. */
  interrupt(): void;
  release(): void;
}

/** An open database. One a process; sessions are leased from it. */
export interface Warehouse {
  /** The engine's name and version. */
  readonly engine: string;
  session(): Promise<Session>;
  /**
   * What the database's file was like when this process opened it: any write makes it another, and no two are alike.
   * Undefined when that cannot be said, as of a new one or one whose writer was killed.
   */
  mark(): string | undefined;
  /** Whether there is nothing in it but what the engine brings: this opening made it, and nobody had a session yet. */
  isNew(): boolean;
  /**
   * Says that statements are likely to be over at once, and cost more to spread over threads than they gain. The first
   * that takes long ends this.
   */
  expectSmall(): Promise<void>;
  close(): Promise<void>;
}

/** What an engine can do; the core reads these flags and never asks which engine it is. */
export interface Capabilities {
  readonly transactions: boolean;
  readonly renameSwap: boolean;
  readonly merge: boolean;
  readonly parquet: boolean;
  /** Whether it tells what others changed, by the database's mark and by what is in a relation. */
  readonly fingerprints: boolean;
}

export interface OpenOptions {
  /** Opens without the right to write; several processes may. */
  readonly readOnly?: boolean;
  /** How long to wait for a lock that another process holds, in milliseconds. */
  readonly waitMs?: number;
  /** Ends the waiting when it is aborted. */
  readonly signal?: AbortSignal;
  /** Whether sessions will be asked how far they are: otherwise the engine does not count. */
  readonly progress?: boolean;
}

/** The engine seam: a second engine is one more of these. */
export interface Adapter {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Loads the engine, which takes a while, so that opening goes on beside whatever is done meanwhile. */
  load(): Promise<void>;
  open(target: Target, options?: OpenOptions): Promise<EngineResult<Warehouse>>;
  /** What `Warehouse.mark` would say, without opening; undefined if this process has it open. */
  mark(target: Pick<Target, 'path'>): string | undefined;
  quote(identifier: string): string;
  /** The relation's quoted name, with its database where it has one. */
  relation(name: RelationName): string;
  /** The SQL of a statement. Pure. */
  sql(statement: Statement): string;
  /** The FROM-clause expression that reads files; paths are absolute or URLs, globs allowed. Pure. */
  files(paths: readonly string[], format: FileFormat): string;
  /** A text literal. */
  literal(text: string): string;
}
