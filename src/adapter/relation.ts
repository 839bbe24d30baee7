import type { RelationName } from '../base/index.ts';
import type { Decimal } from './decimal.ts';

export type RelationKind = 'table' | 'view';

export interface ExistingRelation extends RelationName {
  readonly kind: RelationKind;
}

/** A function that somebody has defined by SQL. */
export interface DefinedFunction {
  readonly name: string;
  readonly parameters: string;
  /** An expression or a query. */
  readonly body: string;
}

/** A type that somebody has defined. */
export interface DefinedType {
  readonly name: string;
  /** What it stands for, such as `ENUM('north', 'south')`. */
  readonly definition: string;
}

export type DefinedRelations = readonly {
  readonly schema: string;
  readonly identifier: string;
  /** Of a view. */
  readonly query?: string;
}[];

export interface Column {
  readonly name: string;
  /** The engine's own name of the type, such as `DECIMAL(18,3)`. */
  readonly type: string;
}

/**
 * One value of a result: JSON's values, bigint and decimals. Dates, times and timestamps are ISO text, blobs hex,
 * structs and maps objects; the column's type says which.
 */
export type Cell =
  | null
  | boolean
  | number
  | bigint
  | Decimal
  | string
  | readonly Cell[]
  | { readonly [key: string]: Cell };

export interface Rows {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}
