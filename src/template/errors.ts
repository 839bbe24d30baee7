import type { Diagnostic, ErrorCode, SourceText } from '../base/index.ts';
import { error } from '../base/index.ts';

/** Raised by what a template does; a host function throws it too, and it gets the place of the call. */
export class TemplateError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly detail: readonly string[] | undefined;
  #place: { source: SourceText; start: number; end: number } | undefined;
  #left: string | undefined;
  readonly #chain: { message: string; source: SourceText; start: number; end: number }[] = [];

  constructor(code: ErrorCode, message: string, hint?: string, detail?: readonly string[]) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.detail = detail;
  }

  /** Keeps the innermost place; the first one after a macro was left is where that was called from. */
  locate(source: SourceText, start: number, end: number): this {
    if (this.#place === undefined) this.#place = { source, start, end };
    else if (this.#left !== undefined && this.#chain.length < longestChain) {
      const message = `in ${this.#left}, called from`;
      // Macros that call each other say the same again and again.
      const known = this.#chain.some((call) => call.source === source && call.start === start);
      if (!known) this.#chain.push({ message, source, start, end });
    }
    this.#left = undefined;
    return this;
  }

  /** Says that the error passes out of a macro, on its way to the place of the call. */
  leave(macro: string): void {
    this.#left = macro;
  }

  toDiagnostic(): Diagnostic {
    const place = this.#place;
    return error(this.code, this.message, {
      ...(place === undefined ? {} : { location: place.source.location(place.start, place.end) }),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.#chain.length === 0
        ? {}
        : {
            related: this.#chain.map(({ message, source, start, end }) => ({
              message,
              location: source.location(start, end),
            })),
          }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
    });
  }
}

/** A runaway recursion has hundreds of calls that all say the same. */
const longestChain = 12;

/** Thrown by `return(value)`; the macro that is running catches it. Not an Error, since no stack is wanted. */
export class ReturnSignal {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export const typeError = (message: string, hint?: string): TemplateError =>
  new TemplateError('A3003', message, hint);
export const valueError = (message: string, hint?: string): TemplateError =>
  new TemplateError('A3004', message, hint);
export const keyError = (message: string, hint?: string): TemplateError =>
  new TemplateError('A3005', message, hint);
export const indexError = (message: string): TemplateError => new TemplateError('A3006', message);
export const attributeError = (message: string, hint?: string): TemplateError =>
  new TemplateError('A3007', message, hint);
export const zeroDivision = (message: string): TemplateError => new TemplateError('A3008', message);
export const overflowError = (message: string): TemplateError => new TemplateError('A3009', message);
export const runtimeError = (message: string, hint?: string): TemplateError =>
  new TemplateError('A3012', message, hint);

/** What a place in a template makes of anything thrown there: ours is located, JavaScript's own limits become ours. */
export function located(thrown: unknown, source: SourceText, start: number, end: number): unknown {
  if (thrown instanceof TemplateError) return thrown.locate(source, start, end);
  if (thrown instanceof RangeError) return fromRangeError(thrown).locate(source, start, end);
  return thrown;
}

function fromRangeError(thrown: RangeError): TemplateError {
  if (/call stack/.test(thrown.message))
    return new TemplateError(
      'A3021',
      'this is nested too deeply to be evaluated',
      'does a macro call itself without end?',
    );
  if (/string length|array length|BigInt|allocation/i.test(thrown.message))
    return new TemplateError('A3022', 'a text, number or list became too large');
  throw thrown;
}
