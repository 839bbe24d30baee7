import type { Column, Statement } from '../../adapter/index.ts';
import type { MaterializationInput, Refused } from '../../publish/index.ts';

export interface SchemaChange {
  /** What is done to the table first. */
  readonly statements: readonly Statement[];
  /** The columns of the query that the table takes. */
  readonly columns: readonly Column[];
  /** The columns that the table has afterwards. */
  readonly after: readonly Column[];
}

/** What `on_schema_change` makes of a query whose columns are not those of the table any more. */
export function schemaChange(
  input: MaterializationInput,
  existing: readonly Column[],
): SchemaChange | Refused {
  const has = (columns: readonly Column[], name: string) =>
    columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
  const added = input.columns.filter((column) => !has(existing, column.name));
  const gone = existing.filter((column) => !has(input.columns, column.name));
  if (input.onSchemaChange === 'append_new_columns') {
    const statements = added.map(
      (column) =>
        ({ kind: 'add_column', relation: input.relation, column: column.name, type: column.type }) as const,
    );
    return { statements, columns: input.columns, after: [...existing, ...added] };
  }
  if (gone.length === 0 && (added.length === 0 || input.onSchemaChange === 'ignore')) {
    const columns = input.columns.filter((column) => has(existing, column.name));
    return { statements: [], columns, after: existing };
  }
  const names = (columns: readonly Column[]) => columns.map((column) => column.name).join(', ');
  const changes = [
    ...(added.length > 0 ? [`gives ${names(added)}, which the table does not have`] : []),
    ...(gone.length > 0 ? [`no longer gives ${names(gone)}`] : []),
  ];
  return {
    code: 'A5021',
    refused: `the query ${changes.join(', and ')}`,
    hint: 'rebuild the table with --full-refresh, or set on_schema_change: append_new_columns',
  };
}
