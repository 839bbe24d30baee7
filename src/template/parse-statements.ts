import type { SourceText } from '../base/index.ts';
import { didYouMean } from '../base/index.ts';
import type { Statement } from './ast.ts';
import type { BlockReader, RawBody } from './block-reader.ts';
import { Lexer } from './lexer.ts';
import { definitionTags } from './parse-definition.ts';
import { ExpressionParser } from './parse-expressions.ts';
import { SyntaxProblem } from './syntax-error.ts';
import { tags } from './tags.ts';
import { addText } from './text-chunks.ts';
import type { UnknownNames } from './unknown-names.ts';

/** Deeper nesting of blocks than any template has. */
const deepest = 100;

interface OpenBlock {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
  readonly ends: readonly string[];
}

/** Text, `{{ … }}`, `{% … %}` and `{# … #}`: splits a template and hands each tag to its parser. */
export class StatementParser implements BlockReader {
  readonly source: SourceText;
  readonly lexer: Lexer;
  readonly expressions: ExpressionParser;
  readonly unknown: UnknownNames;
  tagStart = 0;
  longestTag = 0;
  readonly #text: string;
  readonly #end: number;
  readonly #open: OpenBlock[] = [];
  /** Where the next text starts, and whether the tag before it strips it. */
  #position = 0;
  #strip = false;

  constructor(source: SourceText, unknown: UnknownNames) {
    this.source = source;
    this.#text = source.text;
    // As Jinja does by default, and dbt with it, one line end at the very end is dropped.
    this.#end = this.#text.length - (/(?:\r\n?|\n)$/.exec(this.#text.slice(-2))?.[0].length ?? 0);
    this.lexer = new Lexer(this.#text);
    this.expressions = new ExpressionParser(this.lexer, unknown);
    this.unknown = unknown;
  }

  template(): Statement[] {
    return this.#statements([]);
  }

  body(tag: string, ends: readonly string[], start: number): Statement[] {
    this.lexer.skip(':');
    this.endTag();
    if (this.#open.length >= deepest)
      throw new SyntaxProblem(`blocks are nested more than ${deepest} deep`, start, this.#position);
    this.#open.push({ tag, start, end: this.#position, ends });
    const statements = this.#statements(ends);
    this.#open.pop();
    return statements;
  }

  closedBody(tag: string, ends: readonly string[], start: number): Statement[] {
    const statements = this.body(tag, ends, start);
    this.lexer.next();
    return statements;
  }

  /** The current token must end the tag; text goes on after it. */
  endTag(): void {
    const { lexer } = this;
    if (lexer.kind !== 'end') lexer.fail(`expected the end of the tag, got ${lexer.described()}`);
    this.#position = lexer.position;
    this.#strip = lexer.sign === '-';
    this.longestTag = Math.max(this.longestTag, lexer.position - lexer.entered);
  }

  rawBody(tag: string, end: string): RawBody {
    this.endTag();
    const from = this.#position;
    const stripLeft = this.#strip;
    const pattern = new RegExp(`\\{%([-+]?)\\s*${end}\\s*([-+]?)%\\}`, 'g');
    pattern.lastIndex = from;
    const match = pattern.exec(this.#text);
    if (match === null)
      throw new SyntaxProblem(
        `the '${tag}' block is not closed: {% ${end} %} is missing`,
        this.tagStart,
        from,
      );
    this.#position = match.index + match[0].length;
    this.#strip = match[2] === '-';
    return { from, to: match.index, stripLeft, stripRight: match[1] === '-' };
  }

  get position(): number {
    return this.#position;
  }

  #statements(ends: readonly string[]): Statement[] {
    const text = this.#text;
    const { lexer } = this;
    const body: Statement[] = [];
    for (;;) {
      const from = this.#position;
      const at = this.#nextTag(from);
      if (at === -1) {
        addText(body, text, from, this.#end, this.#strip, false);
        this.#position = text.length;
        if (this.#open.length > 0) this.#notClosed(from);
        return body;
      }
      const after = text.charCodeAt(at + 2);
      const stripRight = after === 45;
      addText(body, text, from, Math.min(at, this.#end), this.#strip, stripRight);
      const kind = text.charCodeAt(at + 1);
      const inside = at + (stripRight || after === 43 ? 3 : 2);
      if (kind === 35) this.#comment(at);
      else if (kind === 123) {
        // A `+` right after `{{` is an operator there, only `{%+` and `{#+` have it as a sign.
        lexer.enter(stripRight ? inside : at + 2, '}}');
        const value = this.expressions.tuple();
        this.endTag();
        body.push({ kind: 'print', value, start: at, end: this.#position });
      } else {
        lexer.enter(inside, '%}');
        this.tagStart = at;
        if (lexer.kind === 'name' && ends.includes(lexer.word)) return body;
        this.#statement(body, at);
      }
    }
  }

  /** Offset of the next `{{`, `{%` or `{#`. */
  #nextTag(from: number): number {
    const text = this.#text;
    for (let at = text.indexOf('{', from); at !== -1; at = text.indexOf('{', at + 1)) {
      const next = text.charCodeAt(at + 1);
      if (next === 37 || next === 123 || next === 35) return at;
    }
    return -1;
  }

  #comment(at: number): void {
    const end = this.#text.indexOf('#}', at + 2);
    if (end === -1) throw new SyntaxProblem("the comment is not closed, '#}' is missing", at, at + 2);
    this.#strip = this.#text.charCodeAt(end - 1) === 45 && end - 1 >= at + 2;
    this.#position = end + 2;
  }

  #statement(body: Statement[], start: number): void {
    const { lexer } = this;
    if (lexer.kind !== 'name') lexer.fail(`expected the name of a tag, got ${lexer.described()}`);
    const tag = lexer.word;
    if (tag === 'raw') {
      lexer.next();
      const raw = this.rawBody('raw', 'endraw');
      addText(body, this.#text, raw.from, raw.to, raw.stripLeft, raw.stripRight);
      return;
    }
    const parse = tags.get(tag) ?? definitionTags.get(tag);
    if (parse === undefined) this.#unknownTag(tag);
    const statement = parse(this, start);
    // A docs block has ended its tag itself, since its body is not read as tags.
    if (statement.kind === 'definition' && statement.definition === 'docs') body.push(statement);
    else {
      this.endTag();
      body.push({ ...statement, end: this.#position });
    }
  }

  #unknownTag(tag: string): never {
    const { lexer } = this;
    const open = this.#open.at(-1);
    const hint =
      open === undefined
        ? undefined
        : `the innermost open block is '${open.tag}', line ${this.source.position(open.start).line}; it ends with ${list(open.ends)}`;
    const known = [...tags.keys(), ...definitionTags.keys(), 'raw'];
    const nearest = tag.startsWith('end') ? undefined : didYouMean(tag, known);
    throw new SyntaxProblem(`unknown tag '${tag}'`, lexer.start, lexer.position, nearest ?? hint);
  }

  #notClosed(from: number): never {
    const open = this.#open.at(-1)!;
    const at = Math.min(from, this.#text.length);
    throw new SyntaxProblem(
      `the '${open.tag}' block of line ${this.source.position(open.start).line} is not closed`,
      at,
      at,
      `${list(open.ends)} is missing`,
      'A3001',
      { message: 'opened here', start: open.start, end: open.end },
    );
  }
}

const list = (ends: readonly string[]): string => ends.map((end) => `{% ${end} %}`).join(' or ');
