import type { Resolve } from './scalar.ts';
import type { YamlMapping, YamlValue } from './value.ts';

/**
 * The value of a text that holds nothing but what nearly every properties file is made of: mappings with simple keys,
 * lists, and values that fit on their line. Undefined for everything else, be it other YAML or no YAML, of which
 * `composeValue` knows more. This takes a fifth of its time: it asks where lines end and not what each character is.
 */
export function plainValue(text: string, resolve: Resolve): YamlMapping | undefined {
  if (strange.test(text)) return undefined;
  const reader = new PlainReader(text, resolve);
  reader.firstLine();
  const value = reader.indent === -1 ? undefined : reader.mapping(reader.indent, 0);
  return value === undefined || reader.indent !== -1 ? undefined : value;
}

/** Tabs, other line breaks, what YAML forbids, halves of characters; and documents, which start and end a line. */
const strange =
  /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|^(?:\.\.\.|%)|\n(?:---|\.\.\.|%)/;

/** Lists may be nested, but nobody nests this deep. */
const depthLimit = 50;

class PlainReader {
  readonly #text: string;
  readonly #resolve: Resolve;
  /** Of the current line, which is neither blank nor a comment; -1 after the last one. */
  indent = -1;
  /** Its first character that is not a space, and its end without the line break. */
  #start = 0;
  #end = -1;
  /** The end of the value that was read last. */
  #at = 0;
  /** The next places of what ends a plain value, as far as was looked. */
  #colon = -2;
  #comment = -2;

  constructor(text: string, resolve: Resolve) {
    this.#text = text;
    this.#resolve = resolve;
  }

  firstLine(): void {
    this.#nextLine();
    if (this.indent === 0 && this.#text.startsWith('---') && this.#end === 3) this.#nextLine();
  }

  /** The mapping whose keys stand at this column, from the current line to the first that is further left. */
  mapping(column: number, depth: number): YamlMapping | undefined {
    const mapping: Record<string, YamlValue> = {};
    if (depth > depthLimit) return undefined;
    while (this.indent === column) {
      const colon = this.#keyEnd(this.#start);
      if (colon === -1) return undefined;
      const key = this.#key(this.#start, colon);
      if (Object.hasOwn(mapping, key) || key === '__proto__') return undefined;
      const value = this.#value(this.#spaces(colon + 1), column, depth, column);
      if (value === undefined) return undefined;
      mapping[key] = value;
    }
    return this.indent < column ? mapping : undefined;
  }

  /** The list whose dashes stand at this column. */
  #list(column: number, depth: number): readonly YamlValue[] | undefined {
    const text = this.#text;
    const items: YamlValue[] = [];
    while (this.indent === column && this.#isDash(this.#start)) {
      const start = this.#spaces(this.#start + 1);
      const inside = column + start - this.#start;
      if (start < this.#end && this.#keyEnd(start) !== -1) {
        // The first key of a mapping stands behind the dash, the others below it.
        this.indent = inside;
        this.#start = start;
        const item = this.mapping(inside, depth + 1);
        if (item === undefined) return undefined;
        items.push(item);
        continue;
      }
      const code = text.charCodeAt(start);
      if (start >= this.#end || code === 35 || this.#isDash(start)) return undefined;
      const value = this.#value(start, column, depth, column + 1);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return this.indent < column || !this.#isDash(this.#start) ? items : undefined;
  }

  /**
   * What stands behind a key or a dash, or below it; the current line is then the one after.
   *
   * @param column of the key or dash
   * @param listColumn the leftmost that a list below may stand at
   */
  #value(start: number, column: number, depth: number, listColumn: number): YamlValue | undefined {
    const end = this.#end;
    const code = start < end ? this.#text.charCodeAt(start) : 35;
    if (code === 35) {
      this.#nextLine();
      if (this.indent >= listColumn && this.#isDash(this.#start)) return this.#list(this.indent, depth + 1);
      return this.indent > column ? this.mapping(this.indent, depth + 1) : null;
    }
    if (code === 124 || code === 62) return this.#block(start, column, code === 62);
    const value =
      code === 91 || code === 123 || code === 34 || code === 39
        ? this.#flow(start, 0)
        : this.#plain(start, code);
    if (value === undefined || !this.#endsAfter(this.#at)) return undefined;
    this.#nextLine();
    // Further to the right the value goes on, or nothing may stand there.
    return this.indent > column ? undefined : value;
  }

  /** A text of lines below `|` or `>`; of folded ones only those without blank lines or further indentation. */
  #block(start: number, column: number, folded: boolean): string | undefined {
    const text = this.#text;
    const strips = text.charCodeAt(start + 1) === 45;
    if (start + (strips ? 2 : 1) !== this.#end) return undefined;
    const lines: string[] = [];
    let from = this.#end + 1;
    const indent = this.#spaces(from) - from;
    if (indent <= column) return undefined;
    for (;;) {
      const newline = text.indexOf('\n', from);
      const end = newline === -1 ? text.length : newline;
      const inside = this.#spaces(from);
      if (inside >= end) {
        // Blank lines are part of a text where more of it follows, with spaces of their own if there are enough.
        if (inside - from > indent || (folded && end < text.length && end > from)) return undefined;
        if (end === text.length) break;
        lines.push('');
      } else if (inside - from < indent) break;
      else {
        if (folded && (inside - from > indent || lines.at(-1) === '')) return undefined;
        lines.push(text.slice(from + indent, end));
        if (newline === -1) return undefined;
      }
      from = end + 1;
    }
    while (lines.at(-1) === '') lines.pop();
    if (lines.length === 0) return undefined;
    this.#end = from - 1;
    this.#nextLine();
    return lines.join(folded ? ' ' : '\n') + (strips ? '' : '\n');
  }

  #plain(start: number, code: number): YamlValue | undefined {
    if (code < 128 && isIndicator[code] === 1) return undefined;
    const text = this.#text;
    let end = this.#end;
    if (this.#colon < start && this.#colon !== -1) this.#colon = text.indexOf(': ', start);
    if (this.#comment < start && this.#comment !== -1) this.#comment = text.indexOf(' #', start);
    if (this.#comment !== -1 && this.#comment < end) end = this.#comment;
    while (text.charCodeAt(end - 1) === 32) end--;
    if (text.charCodeAt(end - 1) === 58 || (this.#colon !== -1 && this.#colon < end)) return undefined;
    this.#at = end;
    return this.#resolve(text.slice(start, end));
  }

  /** What is in quotes or brackets on one line; `#at` is behind it. */
  #flow(start: number, depth: number): YamlValue | undefined {
    const text = this.#text;
    const code = text.charCodeAt(start);
    if (code === 34 || code === 39) return this.#quoted(start, code);
    if (code === 91) return depth > depthLimit ? undefined : this.#flowList(start, depth);
    if (code === 123) return depth > depthLimit ? undefined : this.#flowMapping(start, depth);
    let end = start;
    while (isInFlow[text.charCodeAt(end)] === 1) end++;
    this.#at = end;
    while (end > start && text.charCodeAt(end - 1) === 32) end--;
    return end === start || isIndicator[code] === 1 ? undefined : this.#resolve(text.slice(start, end));
  }

  #quoted(start: number, quote: number): string | undefined {
    const text = this.#text;
    const close = text.indexOf(quote === 34 ? '"' : "'", start + 1);
    if (close === -1 || close >= this.#end) return undefined;
    this.#at = close + 1;
    const value = text.slice(start + 1, close);
    return (quote === 34 && value.includes('\\')) || text.charCodeAt(close + 1) === quote ? undefined : value;
  }

  #flowList(start: number, depth: number): readonly YamlValue[] | undefined {
    const text = this.#text;
    const items: YamlValue[] = [];
    let at = this.#spaces(start + 1);
    while (text.charCodeAt(at) !== 93 || items.length > 0) {
      const item = this.#flow(at, depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      at = this.#spaces(this.#at);
      const after = text.charCodeAt(at);
      if (after === 93) break;
      if (after !== 44) return undefined;
      at = this.#spaces(at + 1);
    }
    this.#at = at + 1;
    return items;
  }

  #flowMapping(start: number, depth: number): YamlMapping | undefined {
    const text = this.#text;
    const mapping: Record<string, YamlValue> = {};
    let at = this.#spaces(start + 1);
    let isFirst = true;
    while (text.charCodeAt(at) !== 125 || !isFirst) {
      isFirst = false;
      const colon = this.#keyEnd(at);
      if (colon === -1) return undefined;
      const key = this.#key(at, colon);
      if (Object.hasOwn(mapping, key) || key === '__proto__') return undefined;
      const value = this.#flow(this.#spaces(colon + 1), depth + 1);
      if (value === undefined) return undefined;
      mapping[key] = value;
      at = this.#spaces(this.#at);
      const after = text.charCodeAt(at);
      if (after === 125) break;
      if (after !== 44) return undefined;
      at = this.#spaces(at + 1);
    }
    this.#at = at + 1;
    return mapping;
  }

  /** Whether nothing but a comment follows on the line. */
  #endsAfter(at: number): boolean {
    const next = this.#spaces(at);
    return next >= this.#end || (next > at && this.#text.charCodeAt(next) === 35);
  }

  /** The colon behind a simple key that starts here, with a value or the end of the line behind it; or -1. */
  #keyEnd(start: number): number {
    const text = this.#text;
    let at = start;
    const code = text.charCodeAt(at);
    if (code === 34 || code === 39) {
      if (this.#quoted(start, code) === undefined) return -1;
      at = this.#at;
    } else {
      if (isKeyStart[code] !== 1) return -1;
      while (isInKey[text.charCodeAt(at)] === 1) at++;
    }
    if (text.charCodeAt(at) !== 58) return -1;
    return at + 1 >= this.#end || text.charCodeAt(at + 1) === 32 ? at : -1;
  }

  #key(start: number, colon: number): string {
    const isQuoted = isKeyStart[this.#text.charCodeAt(start)] !== 1;
    return isQuoted ? this.#text.slice(start + 1, colon - 1) : this.#text.slice(start, colon);
  }

  #isDash(at: number): boolean {
    if (this.#text.charCodeAt(at) !== 45) return false;
    return at + 1 >= this.#end || this.#text.charCodeAt(at + 1) === 32;
  }

  #spaces(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === 32) at++;
    return at;
  }

  #nextLine(): void {
    const text = this.#text;
    let from = this.#end + 1;
    while (from < text.length) {
      const start = this.#spaces(from);
      const code = text.charCodeAt(start);
      const newline = code === 10 ? start : text.indexOf('\n', start);
      const end = newline === -1 ? text.length : newline;
      if (start < end && code !== 35) {
        this.indent = start - from;
        this.#start = start;
        this.#end = end;
        return;
      }
      from = end + 1;
    }
    this.indent = -1;
    this.#start = text.length;
    this.#end = text.length;
  }
}

function characters(...ranges: readonly string[]): Uint8Array {
  const table = new Uint8Array(128);
  for (const range of ranges)
    for (let code = range.charCodeAt(0); code <= range.charCodeAt(range.length - 1); code++) table[code] = 1;
  return table;
}

/** What an unquoted value cannot start with, or can only where something else does not follow. */
const isIndicator = characters(...'-?:,[]{}#&*!|>\'"%@`=');
const isKeyStart = characters('az', 'AZ', '_', '+');
const isInKey = characters('az', 'AZ', '09', ...'_+-./');
/** What can stand in an unquoted item of a list in brackets without a second look. */
const isInFlow = characters('az', 'AZ', '09', ...' _+-./$()<=>~^;');
