import { type NamedQuery, withoutTerminator, withQueries } from './common-table-expressions.ts';
import { joinPieces, type SqlText } from './sql-text.ts';
import { type RelationUse, replaceSymbols, type Symbols } from './symbols.ts';

/** Compiled SQL whose relations are still symbols. */
export interface Query {
  readonly sql: SqlText;
  readonly symbols: Symbols;
}

/** What a relation is bound to: its SQL, or the query of an ephemeral model. */
export type Binding =
  | { readonly kind: 'relation'; readonly sql: string }
  | { readonly kind: 'query'; readonly name: string; readonly query: Query };

/**
 * The SQL to run: symbols become what they are bound to, and the queries of ephemeral models are put in front as
 * common table expressions, innermost first.
 */
export function bind(query: Query, binding: (use: RelationUse) => Binding): SqlText {
  const named = new Map<string, NamedQuery>();
  const bindOne = ({ sql, symbols }: Query): SqlText =>
    replaceSymbols(withoutTerminator(sql), symbols, (use) => {
      const bound = binding(use);
      if (bound.kind === 'relation') return bound.sql;
      if (!named.has(bound.name)) {
        const inner = bindOne(bound.query);
        named.set(bound.name, { name: bound.name, query: inner });
      }
      return bound.name;
    });
  const bound = bindOne(query);
  return withQueries(bound, [...named.values()]);
}

/** Several tests or parts as one text, each piece still traced. */
export const plain = (text: string): SqlText => joinPieces([{ text }]);
