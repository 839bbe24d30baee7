import type { RelationName } from '../base/index.ts';
import type { Column, RelationKind } from './relation.ts';

/**
 * What an engine is asked to do, as data: materializations give these, `Adapter.sql` turns each into SQL, and
 * a session runs them. `query` is SQL whose relations are bound already.
 */
export type Statement =
  | { readonly kind: 'create_schema'; readonly database?: string; readonly schema: string }
  /** One that nothing is in. */
  | { readonly kind: 'drop_schema'; readonly database?: string; readonly schema: string }
  /** In place of a table of that name, should there be one; `create_view` likewise of a view. */
  | {
      readonly kind: 'create_table';
      readonly relation: RelationName;
      readonly query: string;
      /** Makes the query's columns these, cast where their type is another; absent: as the query gives them. */
      readonly columns?: readonly Column[];
    }
  | { readonly kind: 'create_view'; readonly relation: RelationName; readonly query: string }
  /** A table like another, without its rows. */
  | { readonly kind: 'create_table_like'; readonly relation: RelationName; readonly like: RelationName }
  | { readonly kind: 'drop'; readonly relation: RelationName; readonly object: RelationKind }
  | {
      readonly kind: 'rename';
      readonly relation: RelationName;
      readonly to: string;
      readonly object: RelationKind;
    }
  /** Adds the rows of `from`, by column name; only `columns` if given. */
  | {
      readonly kind: 'insert';
      readonly into: RelationName;
      readonly from: RelationName;
      readonly columns?: readonly string[];
    }
  /** Deletes the rows of `from` whose key columns equal those of some row of `matching` (nulls never match). */
  | {
      readonly kind: 'delete_matching';
      readonly from: RelationName;
      readonly matching: RelationName;
      readonly on: readonly string[];
    }
  /** Deletes the rows that the condition is true for. */
  | { readonly kind: 'delete_where'; readonly from: RelationName; readonly where: string }
  | {
      readonly kind: 'merge';
      readonly into: RelationName;
      readonly from: RelationName;
      readonly on: readonly string[];
      readonly update?: readonly string[];
    }
  | {
      readonly kind: 'add_column';
      readonly relation: RelationName;
      readonly column: string;
      readonly type: string;
    }
  /**
   * Writes Parquet files below `directory` (absolute, new or empty; `Session.execute` creates it), one folder a
   * value of each partition column, or a single file without them. There is a file even when there are no rows.
   */
  | {
      readonly kind: 'write_parquet';
      readonly query: string;
      readonly directory: string;
      readonly partitionBy: readonly string[];
    }
  /**
   * A view of `base` as it will be with the rows of `added`, which replace those that equal them in `on`, or those
   * that `where` is true for.
   */
  | {
      readonly kind: 'create_merged_view';
      readonly relation: RelationName;
      readonly base: RelationName;
      readonly added: RelationName;
      readonly on: readonly string[];
      readonly where?: string;
      /** The columns of `added` that count; those that `base` has not are null in its rows. */
      readonly columns: readonly string[];
    }
  /**
   * Writes what `create_merged_view` shows as Parquet files, but only the partitions that change; the files of
   * the others are linked from `previous`, the folder that `base` is a view of.
   */
  | {
      readonly kind: 'write_parquet_changes';
      readonly base: RelationName;
      readonly added: RelationName;
      readonly on: readonly string[];
      readonly where?: string;
      readonly columns: readonly string[];
      readonly partitionBy: readonly string[];
      readonly directory: string;
      readonly previous?: string;
    }
  /** A view of the Parquet files below `directory`, its columns in the order of `columns`, which are all. */
  | {
      readonly kind: 'create_parquet_view';
      readonly relation: RelationName;
      readonly directory: string;
      readonly partitionBy: readonly string[];
      readonly columns: readonly Column[];
    }
  /** The text or comment that the engine keeps with a relation and its columns. */
  | { readonly kind: 'execute'; readonly sql: string };
