import type { NodeId } from '../base/index.ts';
import { joinPieces, type Piece, type SqlText, slice } from './sql-text.ts';

/** What a template asked for: a relation to read (`ref`, `source`), or the model's own published one (`this`). */
export interface RelationUse {
  readonly kind: 'ref' | 'this';
  readonly node: NodeId;
}

/**
 * Relations stay symbolic until a step runs, since only then is it known whether the published or the staged
 * version is read. A symbol is a number between two private-use characters, which no SQL holds and no case
 * filter changes.
 */
const open = '\uE000';
const close = '\uE001';
const pattern = /\uE000(\d+)\uE001/g;

/** Gives symbols for the relations that one node uses. */
export class Symbols {
  readonly #uses: RelationUse[] = [];
  readonly #known = new Map<string, string>();

  symbol(kind: RelationUse['kind'], node: NodeId): string {
    const key = `${kind}:${node}`;
    let symbol = this.#known.get(key);
    if (symbol === undefined) {
      symbol = `${open}${this.#uses.length}${close}`;
      this.#uses.push({ kind, node });
      this.#known.set(key, symbol);
    }
    return symbol;
  }

  use(index: number): RelationUse | undefined {
    return this.#uses[index];
  }

  get uses(): readonly RelationUse[] {
    return this.#uses;
  }
}

/** Replaces each symbol by the SQL of the relation that it stands for. */
export function replaceSymbols(
  sql: SqlText,
  symbols: Symbols,
  relation: (use: RelationUse) => string,
): SqlText {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of sql.text.matchAll(pattern)) {
    const use = symbols.use(Number(match[1]));
    if (use === undefined) continue;
    if (match.index > last) pieces.push(slice(sql, last, match.index));
    const at = match.index;
    pieces.push({ text: relation(use), locate: () => sql.locate(at) });
    last = at + match[0].length;
  }
  if (last === 0) return sql;
  pieces.push(slice(sql, last));
  return joinPieces(pieces);
}
