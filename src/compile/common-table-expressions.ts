import { joinPieces, type Piece, type SqlText, slice } from './sql-text.ts';

export interface NamedQuery {
  readonly name: string;
  readonly query: SqlText;
}

/** Puts named queries in front of a query as common table expressions, joining a WITH that it has already. */
export function withQueries(query: SqlText, named: readonly NamedQuery[]): SqlText {
  if (named.length === 0) return query;
  const definitions: Piece[] = named.flatMap(({ name, query: body }, index) => [
    { text: `${index > 0 ? ', ' : ''}${name} as (\n` },
    slice(body, 0),
    { text: '\n)' },
  ]);
  const start = afterBlank(query.text, 0);
  const head = /^with(\s+recursive)?(?![\p{L}\p{N}_])/iu.exec(query.text.slice(start));
  if (head === null) return joinPieces([{ text: 'with ' }, ...definitions, { text: '\n' }, slice(query, 0)]);
  const split = start + head[0].length;
  return joinPieces([
    slice(query, 0, split),
    { text: ' ' },
    ...definitions,
    { text: ', ' },
    slice(query, split),
  ]);
}

/** Without what ends a statement: a semicolon, and blanks and comments around it. A second statement stays, to fail. */
export function withoutTerminator(query: SqlText): SqlText {
  const end = query.text.lastIndexOf(';');
  if (end === -1 || afterBlank(query.text, end + 1) < query.text.length) return query;
  return joinPieces([slice(query, 0, end)]);
}

/** Whether there is any SQL in the text besides blanks and comments. */
export const isBlank = (text: string): boolean => afterBlank(text, 0) >= text.length;

/** The offset of the first character from `offset` that is neither white space nor part of a comment. */
function afterBlank(text: string, offset: number): number {
  const blank = /\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\//y;
  blank.lastIndex = offset;
  let end = offset;
  while (blank.exec(text) !== null) end = blank.lastIndex;
  return end;
}
