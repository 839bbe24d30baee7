import type { Location } from '../base/index.ts';

/** Finds the place in the analyst's files that `length` characters at an offset of the text came from. */
export type Locate = (offset: number, length?: number) => Location | undefined;

/** A stretch of SQL, and where it came from, if from a file. */
export interface Piece {
  readonly text: string;
  readonly locate?: Locate;
}

/** SQL put together from pieces that remember where they came from, so that the engine's errors can be traced back. */
export interface SqlText {
  readonly text: string;
  readonly locate: Locate;
}

export function joinPieces(pieces: readonly Piece[]): SqlText {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  return {
    text: pieces.map((piece) => piece.text).join(''),
    locate: (offset, length) => {
      const index = starts.findLastIndex((start) => start <= offset);
      return pieces[index]?.locate?.(offset - starts[index]!, length);
    },
  };
}

/** The pieces `[from, to)` of a text, still traced. */
export const slice = (sql: SqlText, from: number, to = sql.text.length): Piece => ({
  text: sql.text.slice(from, to),
  locate: (offset, length) => sql.locate(offset + from, length),
});
