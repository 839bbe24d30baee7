import type { RelationName } from '../../base/index.ts';

/** An identifier in double quotes. DuckDB folds no case, but compares without it. */
export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

export const quoteAll = (identifiers: readonly string[]): string => identifiers.map(quote).join(', ');

export const relation = (name: RelationName): string =>
  (name.database === undefined
    ? [name.schema, name.identifier]
    : [name.database, name.schema, name.identifier]
  )
    .map(quote)
    .join('.');

/** A text literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A partition column as DuckDB writes it into the names of folders; when it reads them, it leaves it so. */
export const folderName = (column: string): string =>
  encodeURIComponent(column).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
