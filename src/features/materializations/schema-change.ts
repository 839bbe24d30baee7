import type { Column, Statement } from '../../adapter/index.ts';
import type { MaterializationInput } from '../../publish/index.ts';

export interface SchemaChange {
  /** What is done to the table first. */
  readonly statements: readonly Statement[];
  /** The columns of the query that the table takes. */
  readonly columns: readonly Column[];
}

/** What `on_schema_change` makes of a query whose columns are not those of the table any more. */
export function schemaChange(
  input: MaterializationInput,
  existing: readonly Column[],
): SchemaChange | { readonly refused: string; readonly hint: string } {
  const has = (columns: readonly Column[], name: string) =>
    columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
  const added = input.columns.filter((column) => !has(existing, column.name));
  const gone = existing.filter((column) => !has(input.columns, column.name));
  if (input.onSchemaChange === 'append_new_columns') {
    const statements = added.map(
      (column) =>
        ({ kind: 'add_column', relation: input.relation, column: column.name, type: column.type }) as const,
    );
    return { statements, columns: input.columns };
  }
  if (gone.length === 0 && (added.length === 0 || input.onSchemaChange === 'ignore')) {
    return { statements: [], columns: input.columns.filter((column) => has(existing, column.name)) };
  }
  const changes = [
    ...added.map((column) => `gives a new column ${column.name}`),
    ...gone.map((column) => `no longer gives ${column.name}`),
  ];
  return {
    refused: `the query ${changes.join(' and ')}, but the table is added to as it is`,
    hint: 'rebuild it with --full-refresh, or set on_schema_change: append_new_columns',
  };
}
