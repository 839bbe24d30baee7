import type { RelationName } from '../base/index.ts';

export type RelationKind = 'table' | 'view';

export interface ExistingRelation extends RelationName {
  readonly kind: RelationKind;
}

export interface Column {
  readonly name: string;
  /** The engine's own name of the type, such as `DECIMAL(18,3)`. */
  readonly type: string;
}

/**
 * One value of a result: JSON's values and bigint. Dates, times and timestamps are ISO text, decimals their
 * digits, blobs hex, structs and maps objects; the column's type says which.
 */
export type Cell =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Cell[]
  | { readonly [key: string]: Cell };

export interface Rows {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}
