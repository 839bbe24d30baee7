import { joinPieces, type Piece, type SqlText, slice } from './sql-text.ts';
import { tokens } from './tokens.ts';

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
  const split = afterWith(query.text);
  if (split === undefined)
    return joinPieces([{ text: 'with ' }, ...definitions, { text: '\n' }, slice(query, 0)]);
  return joinPieces([
    slice(query, 0, split),
    { text: ' ' },
    ...definitions,
    { text: ', ' },
    slice(query, split),
  ]);
}

/** The offset after the `with` or `with recursive` that the text begins with. */
function afterWith(text: string): number | undefined {
  const words = tokens(text);
  const first = words.next().value;
  if (first?.text.toLowerCase() !== 'with') return undefined;
  const second = words.next().value;
  const last = second?.text.toLowerCase() === 'recursive' ? second : first;
  return last.offset + last.text.length;
}

/** Without what ends a statement: semicolons, and blanks and comments around them. A second statement stays, to fail. */
export function withoutTerminator(query: SqlText): SqlText {
  if (!query.text.includes(';')) return query;
  let end: number | undefined;
  for (const { text, offset } of tokens(query.text)) {
    if (text === ';') end ??= offset;
    else end = undefined;
  }
  return end === undefined ? query : joinPieces([slice(query, 0, end)]);
}

/** Whether there is any SQL in the text besides blanks, comments and semicolons. */
export function isBlank(text: string): boolean {
  for (const token of tokens(text)) if (token.text !== ';') return false;
  return true;
}
