/** How a file is read: the engine's reader options and the declared types, by column. */
export interface FileFormat {
  readonly format: 'csv' | 'json' | 'ndjson' | 'parquet';
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export type OptionValue =
  | string
  | number
  | boolean
  | readonly OptionValue[]
  | { readonly [key: string]: OptionValue };
