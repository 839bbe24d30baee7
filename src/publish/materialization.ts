import type { Capabilities, Column, RelationKind, Statement } from '../adapter/index.ts';
import type { ErrorCode, Interval, RelationName } from '../base/index.ts';

/** What a materialization is given: names, queries with bound relations, and what is there already. */
export interface MaterializationInput {
  readonly relation: RelationName;
  /** A name beside the relation for the version that is not visible yet. */
  readonly staged: RelationName;
  /** Reads what this run has built, published or not. */
  readonly query: string;
  /** The same query, reading published names only: what a view keeps. */
  readonly publishedQuery: string;
  /** The columns that the query gives. */
  readonly columns: readonly Column[];
  readonly existing?: { readonly kind: RelationKind; readonly columns: readonly Column[] };
  readonly fullRefresh: boolean;
  readonly uniqueKey: readonly string[];
  readonly strategy?: 'append' | 'delete+insert' | 'merge' | 'replace_where';
  /** The conditions for the rows that `replace_where` replaces. */
  readonly predicates?: readonly string[];
  /** The configs that were given and that no materialization follows yet, by name. */
  readonly unsupported: readonly string[];
  readonly onSchemaChange: 'ignore' | 'fail' | 'append_new_columns';
  readonly parquet?: ParquetStorage;
  readonly span?: Interval;
  readonly capabilities: Capabilities;
}

export interface ParquetStorage {
  /** The folder of this version's files, absolute; it is empty. */
  readonly directory: string;
  /** The folder of the version that readers see, if there is one. */
  readonly previous?: string;
  readonly partitionBy: readonly string[];
}

/** How a model becomes a relation, as statements. `stage` makes it, `promote` shows it, `discard` undoes `stage`. */
export interface Materialization {
  readonly stage: readonly Statement[];
  /** What tests, and models built in the same run, read. */
  readonly staged: { readonly relation: RelationName; readonly kind: RelationKind };
  /** All of these or none, together with those of the models published at the same time. */
  readonly promote: readonly Statement[];
  readonly discard: readonly Statement[];
  /** The statement of `stage` that runs the model's query: where its rows are counted and its errors belong. */
  readonly main: Statement;
  /** Whether the rows of `main` are added to those that are there, or are all. */
  readonly adds: boolean;
  /** What must hold once it is staged: no two rows of the relation share a key that is not null. */
  readonly unique?: { readonly relation: RelationName; readonly key: readonly string[] };
  /** What should hold: every row of the relation has a whole key, since without one it replaces nothing. */
  readonly keyed?: { readonly relation: RelationName; readonly key: readonly string[] };
  /** What must hold as well: the condition is true for every row of the relation. */
  readonly within?: { readonly relation: RelationName; readonly where: string };
}

/** Why a model cannot be built as it is configured: a sentence for the user. */
export interface Refused {
  readonly code: ErrorCode;
  readonly refused: string;
  readonly hint?: string;
}

/** One materialization: pure. Errors are a sentence for the user. */
export interface MaterializationKind {
  readonly name: string;
  /** Whether the relation reads what is upstream of it each time it is read itself. */
  readonly readsThrough: boolean;
  /** Whether a table of the database is built without knowing the columns of its query, which are checked on the table. */
  readonly columnsLater?: boolean;
  readonly build: (input: MaterializationInput) => Materialization | Refused;
}
