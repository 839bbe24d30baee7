import type { Statement } from './ast.ts';
import type { Lexer } from './lexer.ts';
import type { ExpressionParser } from './parse-expressions.ts';
import type { UnknownNames } from './unknown-names.ts';

/** What the parser of one tag needs of the parser of the whole. */
export interface BlockReader {
  readonly lexer: Lexer;
  readonly expressions: ExpressionParser;
  readonly unknown: UnknownNames;
  /** Where the tag that was read last starts. */
  readonly tagStart: number;
  /** Where the text after the last tag starts. */
  readonly position: number;
  /**
   * The body of a block up to one of its end tags, whose name is then the current token. `tag` opened it at `start`,
   * and the current token must be the end of that tag.
   */
  body(tag: string, ends: readonly string[], start: number): Statement[];
  /** As `body`, with the name of its end tag passed over. */
  closedBody(tag: string, ends: readonly string[], start: number): Statement[];
  /** The text up to the end tag, not looked into; both tags are passed over. */
  rawBody(tag: string, end: string): RawBody;
}

export interface RawBody {
  readonly from: number;
  readonly to: number;
  readonly stripLeft: boolean;
  readonly stripRight: boolean;
}

/** Parses one tag, whose name is the current token, and leaves the end of its last tag as the current token. */
export type TagParser = (reader: BlockReader, start: number) => Statement;
