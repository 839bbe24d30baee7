import type { ErrorCode } from '../base/index.ts';

/** Thrown by lexer and parser, caught by `parseTemplate`. Not an Error: no stack is wanted. */
export class SyntaxProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly hint: string | undefined;
  readonly code: ErrorCode;
  /** Another place that belongs to it. */
  readonly related: { message: string; start: number; end: number } | undefined;

  constructor(
    message: string,
    start: number,
    end: number,
    hint?: string,
    code: ErrorCode = 'A3001',
    related?: { message: string; start: number; end: number },
  ) {
    this.message = message;
    this.start = start;
    this.end = end;
    this.hint = hint;
    this.code = code;
    this.related = related;
  }
}
