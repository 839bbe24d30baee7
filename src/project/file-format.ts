/** How a file is read: the engine's reader options and the declared types, by column. */
export interface FileFormat {
  readonly format: 'csv' | 'json' | 'ndjson' | 'lines' | 'parquet';
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** CSV: lines of any length are read, and the first field beyond the columns comes in a column of this name. */
  readonly surplusColumn?: string;
}

export type OptionValue =
  | string
  | number
  | boolean
  | readonly OptionValue[]
  | { readonly [key: string]: OptionValue };
