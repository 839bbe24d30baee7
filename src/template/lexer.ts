import { unescaped } from './escapes.ts';
import { SyntaxProblem } from './syntax-error.ts';
import { PyFloat } from './values/float.ts';
import { integer } from './values/number.ts';
import type { Value } from './values/value.ts';

/** `end` is the end of the tag: `%}` or `}}`, with its sign. */
export type TokenKind = 'name' | 'string' | 'number' | 'operator' | 'end';

/**
 * Reads the tokens inside one tag, one at a time: the current one is in its fields. Brackets are matched as they are
 * read, so that a `}}` that closes two dictionaries does not end the tag.
 */
export class Lexer {
  readonly text: string;
  kind: TokenKind = 'end';
  /** The name, or the operator's own text. */
  word = '';
  /** Of a string or number. */
  value: Value = null;
  start = 0;
  /** End of the current token, where the next one is looked for. */
  position = 0;
  /** End of the token before the current one: where a node that ended there ends. */
  lastEnd = 0;
  /** Where the tag's inside starts. */
  entered = 0;
  /** The sign before the end of the tag: `-`, `+` or nothing. */
  sign = '';
  #close = '';
  #brackets: string[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Starts inside a tag, which ends with `close`. */
  enter(position: number, close: '%}' | '}}' | ''): void {
    this.position = position;
    this.lastEnd = position;
    this.entered = position;
    this.#close = close;
    this.#brackets = [];
    this.next();
  }

  is(word: string): boolean {
    return this.kind === 'operator' && this.word === word;
  }

  isName(word: string): boolean {
    return this.kind === 'name' && this.word === word;
  }

  /** Passes over the operator if it is the current token. */
  skip(word: string): boolean {
    if (!this.is(word)) return false;
    this.next();
    return true;
  }

  skipName(word: string): boolean {
    if (!this.isName(word)) return false;
    this.next();
    return true;
  }

  expect(word: string): void {
    if (!this.skip(word)) this.fail(`expected '${word}', got ${this.described()}`);
  }

  expectName(what = 'a name'): string {
    if (this.kind !== 'name') this.fail(`expected ${what}, got ${this.described()}`);
    const word = this.word;
    this.next();
    return word;
  }

  described(): string {
    if (this.kind !== 'end') return `'${this.text.slice(this.start, this.position)}'`;
    return this.#close === '' ? 'the end of the expression' : `the end of the tag, '${this.#close}'`;
  }

  fail(message: string, hint?: string, start = this.start, end = this.position): never {
    throw new SyntaxProblem(message, start, end, hint);
  }

  /** Whether the token after the current one is this operator or name. */
  follows(word: string): boolean {
    let i = this.position;
    while (isSpace(this.text.charCodeAt(i))) i++;
    if (!this.text.startsWith(word, i)) return false;
    const after = this.text.charCodeAt(i + word.length);
    return word === '=' ? after !== 61 : !isNamePart(after);
  }

  next(): void {
    this.lastEnd = this.position;
    const text = this.text;
    let i = this.position;
    let code = text.charCodeAt(i);
    while (isSpace(code)) code = text.charCodeAt(++i);
    this.start = i;
    if (code < 128 ? inNames[code] === starts : isLetter(code)) this.#name(i);
    else if (this.#brackets.length === 0 && this.#atEnd(i, code)) return;
    else if (code >= 48 && code <= 57) this.#number(i);
    else if (code === 34 || code === 39) this.#string(i, code);
    else if (i < text.length) this.#operator(i);
    else {
      this.position = i;
      const open = this.#brackets.at(-1);
      this.fail(
        `unexpected end of the template: ${open === undefined ? `the tag is not closed, '${this.#close}' is missing` : `'${open}' is missing`}`,
      );
    }
  }

  #atEnd(i: number, code: number): boolean {
    const close = this.#close;
    if (close === '') {
      if (i < this.text.length) return false;
      this.#end(i, '');
      return true;
    }
    if (code === close.charCodeAt(0) && this.text.charCodeAt(i + 1) === 125) {
      this.#end(i + 2, '');
      return true;
    }
    if (
      (code === 45 || code === 43) &&
      this.text.startsWith(close, i + 1) &&
      (code === 45 || close === '%}')
    ) {
      this.#end(i + 3, code === 45 ? '-' : '+');
      return true;
    }
    return false;
  }

  #end(position: number, sign: string): void {
    this.kind = 'end';
    this.word = this.#close;
    this.sign = sign;
    this.position = position;
  }

  #name(from: number): void {
    const text = this.text;
    let i = from + 1;
    let code = text.charCodeAt(i);
    while (code < 128 ? inNames[code] !== 0 : isLetter(code)) code = text.charCodeAt(++i);
    this.kind = 'name';
    this.word = text.slice(from, i);
    this.position = i;
  }

  #number(from: number): void {
    numberPattern.lastIndex = from;
    const match = numberPattern.exec(this.text);
    const digits = (match?.[0] ?? '').replaceAll('_', '');
    this.kind = 'number';
    this.position = from + (match?.[0].length ?? 1);
    if (match?.[1] !== undefined) this.value = new PyFloat(Number(digits));
    else if (digits.length < 16 && !/[xob]/i.test(digits)) this.value = Number(digits);
    else if (digits.length > 4300) this.fail('the number has too many digits');
    else this.value = integer(BigInt(digits));
  }

  #string(from: number, quote: number): void {
    const text = this.text;
    let i = from + 1;
    let escapes = false;
    for (; ; i++) {
      const code = text.charCodeAt(i);
      if (code === quote) break;
      if (code === 92 || code === 13) {
        escapes = true;
        if (code === 92) i++;
      } else if (Number.isNaN(code)) {
        this.position = from + 1;
        this.fail(`the string is not closed, ${text[from]} is missing`);
      }
    }
    this.kind = 'string';
    this.position = i + 1;
    const raw = text.slice(from + 1, i);
    this.value = escapes ? unescaped(raw, from + 1) : raw;
  }

  #operator(from: number): void {
    const text = this.text;
    const code = text.charCodeAt(from);
    const next = text.charCodeAt(from + 1);
    const doubled = next === code && (code === 42 || code === 47 || code === 61);
    const compared = next === 61 && (code === 33 || code === 60 || code === 62);
    const word = doubled || compared ? text.slice(from, from + 2) : (operators[code] ?? '');
    this.position = from + (doubled || compared ? 2 : 1);
    if (word === '') this.#strange(from);
    this.kind = 'operator';
    this.word = word;
    if (code === 40 || code === 91 || code === 123)
      this.#brackets.push(code === 40 ? ')' : code === 91 ? ']' : '}');
    else if (code === 41 || code === 93 || code === 125) {
      const expected = this.#brackets.pop();
      if (expected === undefined) this.fail(`unexpected '${word}'`);
      if (expected !== word) this.fail(`unexpected '${word}', expected '${expected}'`);
    }
  }

  #strange(from: number): never {
    const character = String.fromCodePoint(this.text.codePointAt(from) ?? 0);
    this.position = from + character.length;
    const hint =
      character === '!'
        ? "'not x' negates, '!=' compares"
        : character === '&'
          ? "is 'and' meant?"
          : undefined;
    this.fail(`unexpected character '${character}'`, hint);
  }
}

const numberPattern =
  /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|\d(?:_?\d)*((?:\.\d(?:_?\d)*)?[eE][+-]?\d(?:_?\d)*|\.\d(?:_?\d)*)?/y;
/** The operators of one character, by its code; `!` is none by itself. */
const operators: string[] = [];
for (const character of '+-*/%~.,:()[]{}|<>=;') operators[character.charCodeAt(0)] = character;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160;

/** Whether an ASCII character starts a name (2), or can stand in one (1): most of a tag is names. */
const inNames = new Uint8Array(128);
const starts = 2;
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  inNames[code] = /[A-Za-z_]/.test(character) ? starts : /\d/.test(character) ? 1 : 0;
}

const isNamePart = (code: number): boolean => (code < 128 ? inNames[code] !== 0 : isLetter(code));

const isLetter = (code: number): boolean => code > 127 && letter.test(String.fromCharCode(code));

const letter = /[\p{L}\p{M}\p{Nd}]/u;
