import { flagsOfNumber, hashStep, lookUp, numberOf, words } from './words.ts';

/**
 * What a token is: the code of the character itself if it is one character of punctuation, one of these, or from
 * `Kind.word` on a known word: this plus its number.
 */
export const Kind = {
  /** Beyond the first or last token. */
  none: 0,
  name: 128,
  quotedName: 129,
  text: 130,
  /** A text that continues the one before it, since only blanks with a line break are between them. */
  continuedText: 131,
  number: 132,
  parameter: 133,
  operator: 134,
  /** `::` */
  cast: 135,
  /** `:=` or `=>`, after the name of an argument. */
  argument: 136,
  word: 256,
  /** Added to a known word which is a label: it follows a dot or AS, where every word is a name. */
  label: 2048,
} as const;

/** The kind of a known word where it is none of the labels. */
export const word = (text: string) => Kind.word + numberOf(text);

/** Where a text is read to, kept for the next: most of the time of reading a short one would go into new arrays. */
let scratch = new Int32Array(3 * 4096);

/** The tokens of a text, numbered from 0; around them is `Kind.none`. */
export class Tokens {
  readonly text: string;
  readonly count: number;
  /** Of each token its start, end and kind, behind a place for what is in front of the first. */
  readonly #places: Int32Array;

  constructor(text: string) {
    const most = 3 * (text.length + 2);
    if (scratch.length < most) scratch = new Int32Array(2 * most);
    this.text = text;
    this.count = scan(text, scratch);
    this.#places = scratch.slice(0, 3 * (this.count + 2));
    this.#places.fill(0, 3 * (this.count + 1));
  }

  /** The kind of a token, labels with their mark. */
  kind(index: number): number {
    return this.#places[3 * index + 5] ?? Kind.none;
  }

  start(index: number): number {
    return this.#places[3 * index + 3]!;
  }

  end(index: number): number {
    return this.#places[3 * index + 4]!;
  }

  /** The token as it is written. */
  written(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** What a word is known for where it is no label, else 0. */
  known(index: number): number {
    const kind = this.kind(index);
    return kind >= Kind.word && kind < Kind.label ? flagsOfNumber[kind - Kind.word]! : 0;
  }

  /** What a word is known for, label or not. */
  knownAnywhere(index: number): number {
    const kind = this.kind(index);
    return kind >= Kind.word ? flagsOfNumber[(kind & (Kind.label - 1)) - Kind.word]! : 0;
  }

  /** A word or quoted name, by which it can be compared with others: DuckDB ignores the case of both. */
  name(index: number): string {
    const kind = this.kind(index);
    if (kind >= Kind.word) return words[(kind & (Kind.label - 1)) - Kind.word]!;
    const text = this.written(index).toLowerCase();
    return kind === Kind.quotedName ? text.slice(1, -1).replaceAll('""', '"') : text;
  }
}

/** Classes of the characters below 128; all others belong to words, except the blanks among them. */
const Class = { other: 0, blank: 1, letter: 2, digit: 3, dollar: 4, operator: 5 } as const;
const classes = new Uint8Array(128);
const classify = (characters: string, value: number) => {
  for (const character of characters) classes[character.charCodeAt(0)] = value;
};
classify(' \t\n\r\f\v', Class.blank);
classify('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', Class.letter);
classify('0123456789', Class.digit);
classify('$', Class.dollar);
classify('~!@^&|`+-*/%<>=', Class.operator);

/** The blanks of Unicode, of which DuckDB makes spaces. */
const isWideBlank = (code: number) =>
  code === 0xa0 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x2060 ||
  code === 0x3000 ||
  code === 0xfeff;

const number = /(?:\d(?:_?\d)*(?:\.(?!\.)(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff]*)?\$/y;
const parameter = /[$?](?:\w|[\u0080-\uffff])*/y;

const as = word('as');

function scan(text: string, places: Int32Array): number {
  const { length } = text;
  let count = 0;
  let at = 0;
  let previous: number = Kind.none;
  let escaped = false;
  while (true) {
    let lineBreak = false;
    let comment = false;
    // Blanks and comments.
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) lineBreak = true;
      else if (code === 45 && text.charCodeAt(at + 1) === 45) {
        while (at + 1 < length && !isLineBreak(text.charCodeAt(at + 1))) at++;
      } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
        at = afterComment(text, at) - 1;
        comment = true;
      } else if (code < 128 ? classes[code] !== Class.blank : !isWideBlank(code)) break;
    }
    if (at >= length) return count;

    const start = at;
    const code = text.charCodeAt(at);
    const kindOfCharacter = code < 128 ? classes[code]! : Class.letter;
    const next = text.charCodeAt(at + 1);
    let kind: number;
    if (
      kindOfCharacter === Class.letter &&
      !(next === 39 && isTextPrefix(code)) &&
      !isUnicodeText(text, at)
    ) {
      let hash = 0;
      let current = code;
      do {
        hash = hashStep(hash, current);
        current = text.charCodeAt(++at);
        // What is not a number is the end.
      } while (current < 128 ? isWordClass(classes[current]!) : current >= 128 && !isWideBlank(current));
      const found = lookUp(text, start, at, hash);
      if (found < 0) kind = Kind.name;
      else kind = Kind.word + found + (previous === 46 || previous === as ? Kind.label : 0);
    } else if (code === 39 || kindOfCharacter === Class.letter) {
      if (code === 39) {
        const continues =
          lineBreak && !comment && isText(previous) && text.charCodeAt(places[3 * count + 1]! - 1) === 39;
        kind = continues ? Kind.continuedText : Kind.text;
        escaped &&= continues;
        at = afterText(text, at + 1, escaped);
      } else if (next === 39) {
        kind = Kind.text;
        escaped = code === 69 || code === 101;
        at = afterText(text, at + 2, escaped);
      } else {
        // U&'…' and U&"…": whatever they name is not understood here.
        kind = Kind.operator;
        at = text.charCodeAt(at + 2) === 39 ? afterText(text, at + 3, false) : afterName(text, at + 3);
      }
    } else if (code === 34) {
      kind = Kind.quotedName;
      at = afterName(text, at + 1);
    } else if (kindOfCharacter === Class.digit || (code === 46 && next >= 48 && next <= 57)) {
      kind = Kind.number;
      at = after(number, text, at);
    } else if (code === 36 || code === 63) {
      dollarTag.lastIndex = at;
      const tag = code === 36 ? dollarTag.exec(text) : null;
      if (tag === null) {
        kind = Kind.parameter;
        at = after(parameter, text, at);
      } else {
        kind = Kind.text;
        escaped = false;
        const end = text.indexOf(tag[0], at + tag[0].length);
        at = end < 0 ? length : end + tag[0].length;
      }
    } else if (kindOfCharacter === Class.operator) {
      at = afterOperator(text, at);
      if (at === start + 1) kind = code;
      else kind = at === start + 2 && code === 61 && next === 62 ? Kind.argument : Kind.operator;
    } else if (code === 58 && (next === 58 || next === 61)) {
      kind = next === 58 ? Kind.cast : Kind.argument;
      at += 2;
    } else {
      kind = code;
      at++;
    }
    count++;
    places[3 * count] = start;
    places[3 * count + 1] = at;
    places[3 * count + 2] = kind;
    previous = kind;
  }
}

const isLineBreak = (code: number) => code === 10 || code === 13;
const isWordClass = (kind: number) => kind >= Class.letter && kind <= Class.dollar;
const isText = (kind: number) => kind === Kind.text || kind === Kind.continuedText;

/** E'…', X'…', B'…', N'…' */
function isTextPrefix(code: number): boolean {
  const letter = code | 32;
  return letter === 101 || letter === 120 || letter === 98 || letter === 110;
}

function isUnicodeText(text: string, at: number): boolean {
  if ((text.charCodeAt(at) | 32) !== 117 || text.charCodeAt(at + 1) !== 38) return false;
  const quote = text.charCodeAt(at + 2);
  return quote === 39 || quote === 34;
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at + 1;
}

/** The end of a text of which the opening quote was read; that of the whole if it is not closed. */
function afterText(text: string, from: number, escaped: boolean): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92 && escaped) at++;
    else if (code === 39) {
      if (text.charCodeAt(at + 1) !== 39) return at + 1;
      at++;
    }
  }
  return text.length;
}

function afterName(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === 34) at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at + 1;
}

/** Comments can hold comments. One without an end goes on to the end of the text. */
function afterComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === 47 && next === 42) {
      depth++;
      at++;
    } else if (code === 42 && next === 47) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/**
 * As in PostgreSQL, an operator is as long as possible, stops where a comment begins, and does not end in + or -
 * unless it has one of ~ ! @ ^ & | ` %, so that `a=-1` has two.
 */
function afterOperator(text: string, start: number): number {
  let at = start;
  let special = false;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (!(code < 128) || classes[code] !== Class.operator) break;
    const next = text.charCodeAt(at + 1);
    if (at > start && ((code === 45 && next === 45) || (code === 47 && next === 42))) break;
    special ||=
      code !== 43 && code !== 45 && code !== 42 && code !== 47 && code !== 60 && code !== 61 && code !== 62;
  }
  while (at > start + 1 && !special && (text.charCodeAt(at - 1) === 43 || text.charCodeAt(at - 1) === 45))
    at--;
  return at;
}
