import { SourceText, sha256 } from '../base/index.ts';
import {
  type Definition,
  type Piece,
  parseTemplate,
  piecesOf,
  settingPiecesOf,
  type Template,
} from '../template/index.ts';
import { meaningOf } from './meaning-of.ts';

/**
 * What a template says, as a hash: comments, spaces and the case of keywords do not count, neither of Jinja nor of SQL.
 *
 * @param definition only this one
 */
export const templateMeaning = (template: Template, definition?: Definition): string =>
  sha256(meaningOf(marked(piecesOf(template, definition)))).slice(0, 32);

const texts = new Map<string, string>();

/** The same of a text; of one that is no template, the text itself counts. */
export function textMeaning(text: string): string {
  let meaning = texts.get(text);
  if (meaning === undefined) {
    const template = parseTemplate(new SourceText('', text));
    meaning = template.ok ? templateMeaning(template.value) : sha256(text).slice(0, 32);
    texts.set(text, meaning);
  }
  return meaning;
}

/** The same of what a file sets for all of its macros; undefined where it sets nothing. */
export function settingsMeaning(template: Template): string | undefined {
  if (!hasTagsBesideDefinitions(template)) return undefined;
  const pieces = settingPiecesOf(template);
  return pieces.length === 0 ? undefined : sha256(meaningOf(marked(pieces))).slice(0, 32);
}

/** Told by the outline of a file, without parsing it. */
function hasTagsBesideDefinitions({ source: { text }, definitions }: Template): boolean {
  let rest = '';
  let at = 0;
  for (const { start, end } of definitions) {
    rest += text.slice(at, start);
    at = end;
  }
  return `${rest}${text.slice(at)}`.includes('{%');
}

/** The pieces as one text that reads as SQL, tags being words. */
function marked(pieces: readonly Piece[]): string {
  const reader = new Reader();
  for (const [index, piece] of pieces.entries()) {
    if ('text' in piece) reader.text(piece.text);
    else reader.tag(`tag_${joined(pieces, index)}_${sha256(piece.tag).slice(0, 24)}`);
  }
  return reader.done();
}

/** Whether what a tag gives becomes one word with what is beside it, so that a space there would count. */
function joined(pieces: readonly Piece[], index: number): string {
  const [before, piece, after] = [pieces[index - 1], pieces[index]!, pieces[index + 1]];
  const left = before !== undefined && (prints(before) || ('text' in before && /[\w$.]$/.test(before.text)));
  const right = after !== undefined && (prints(after) || ('text' in after && /^[\w$.]/.test(after.text)));
  if (prints(piece)) return `${left ? 'l' : ''}${right ? 'r' : ''}`;
  return left && right ? 'm' : '';
}

const prints = (piece: Piece): boolean => 'tag' in piece && piece.tag.startsWith('print ');

type Inside = 'code' | "'" | '"' | '$$' | '--' | '/*';

const ends: Readonly<Record<Exclude<Inside, 'code'>, string>> = {
  "'": "'",
  '"': '"',
  $$: '$$',
  '--': '\n',
  '/*': '*/',
};

/**
 * Keeps comments that have tags in them: where `-- {% if … %}` begins a comment, what follows the tag may be none when
 * it is rendered. They become words.
 */
class Reader {
  #out = '';
  #inside: Inside = 'code';
  #comment = '';
  #hasTags = false;

  text(text: string): void {
    let at = 0;
    while (at < text.length)
      at = this.#inside === 'code' ? this.#code(text, at) : this.#rest(text, at, this.#inside);
  }

  tag(word: string): void {
    if (!isComment(this.#inside)) this.#out += ` ${word} `;
    else {
      this.#comment += ` ${word} `;
      this.#hasTags = true;
    }
  }

  done(): string {
    this.#endComment();
    return this.#out;
  }

  /** Up to where something else than code begins. */
  #code(text: string, from: number): number {
    opening.lastIndex = from;
    const found = opening.exec(text);
    if (found === null) {
      this.#out += text.slice(from);
      return text.length;
    }
    this.#inside = found[0] as Inside;
    this.#out += text.slice(from, found.index);
    if (!isComment(this.#inside)) this.#out += found[0];
    return found.index + found[0].length;
  }

  /** Up to the end of a text in quotes or of a comment. */
  #rest(text: string, from: number, inside: Exclude<Inside, 'code'>): number {
    const end = text.indexOf(ends[inside], from);
    const to = end === -1 ? text.length : end + ends[inside].length;
    if (isComment(inside)) this.#comment += text.slice(from, to);
    else this.#out += text.slice(from, to);
    if (end !== -1) {
      this.#endComment();
      this.#inside = 'code';
    }
    return to;
  }

  #endComment(): void {
    if (this.#hasTags)
      this.#out += ` comment_${sha256(this.#comment.trim().replace(/\s+/g, ' ')).slice(0, 24)} `;
    else if (isComment(this.#inside)) this.#out += ' ';
    this.#comment = '';
    this.#hasTags = false;
  }
}

const isComment = (inside: Inside): boolean => inside === '--' || inside === '/*';

const opening = /'|"|\$\$|--|\/\*/g;
