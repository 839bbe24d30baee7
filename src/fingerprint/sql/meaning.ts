import { Kind, type Tokens, word } from './tokens.ts';
import { Known } from './words.ts';

/**
 * SQL by its meaning: its tokens with one space between them, keywords in lower case, no comments and no semicolon at
 * the end. Two texts that have the same meaning here are the same to DuckDB; the reverse does not always hold.
 *
 * DuckDB shows the case of names in the columns of a result (`select 1 as Total`), so that only the case of words that
 * cannot be names counts for nothing. These are folded, see `isFolded`:
 * - reserved words, and those of types and functions (JOIN, LEFT, IS, LIKE, …), except after AS and a dot;
 * - words before a parenthesis: functions, IN (, OVER (, VALUES (;
 * - DuckDB's own types, except JSON, after `::`, in CAST and before a text (DATE '2020-01-01');
 * - words that come in pairs, like PARTITION BY and NULLS LAST, the words of frames, of intervals and their units,
 *   BETWEEN, OVER.
 */
export function sqlMeaning(tokens: Tokens): string {
  const { text } = tokens;
  let { count } = tokens;
  while (count > 0 && tokens.kind(count - 1) === semicolon) count--;
  const parentheses = new Parentheses();
  if (scratch.length < text.length + count) scratch = new Uint16Array(2 * (text.length + count));
  const codes = scratch;
  let length = 0;
  let all = 0;
  for (let index = 0; index < count; index++) {
    const kind = tokens.kind(index);
    // Texts only continue each other over a line break.
    if (index > 0) codes[length++] = kind === Kind.continuedText ? 10 : 32;
    if (kind === open) parentheses.open(tokens, index);
    else if (kind === close) parentheses.close();
    const end = tokens.end(index);
    let at = tokens.start(index);
    if (kind === Kind.text && (text.charCodeAt(at) | 32) === 101 && wideBlank.test(text)) return text;
    if ((kind >= Kind.word || kind === Kind.name) && isFolded(tokens, index, kind, parentheses)) {
      for (; at < end; at++) {
        const code = text.charCodeAt(at);
        all |= code;
        codes[length++] = code >= 65 && code <= 90 ? code + 32 : code;
      }
    } else {
      for (; at < end; at++) {
        const code = text.charCodeAt(at);
        all |= code;
        codes[length++] = code;
      }
    }
  }
  return decode(codes, length, all < 256);
}

/**
 * Looking for these to make spaces of them, DuckDB takes the \' in E'…' for an end. What is a blank then is not known
 * here, so that such texts are left as they are.
 */
const wideBlank = /[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/;

/** Where meanings are written to, kept for the next. */
let scratch = new Uint16Array(8192);

function decode(codes: Uint16Array, length: number, narrow: boolean): string {
  if (narrow) return Buffer.from(codes.subarray(0, length)).toString('latin1');
  return Buffer.from(codes.buffer, 0, 2 * length).toString('utf16le');
}

const semicolon = 59;
const open = 40;
const close = 41;

/** What the parentheses around a token are, as far as it matters to words in them. */
const Around = { nothing: 0, cast: 1, window: 2, interval: 3 } as const;

class Parentheses {
  readonly #around: number[] = [];
  /** What the last closed ones were. */
  closed: number = Around.nothing;

  get innermost(): number {
    return this.#around.at(-1) ?? Around.nothing;
  }

  open(tokens: Tokens, index: number): void {
    const before = tokens.kind(index - 1);
    if (before === castWord || before === tryCast) this.#around.push(Around.cast);
    else if (before === over) this.#around.push(Around.window);
    else this.#around.push(before === interval ? Around.interval : Around.nothing);
  }

  close(): void {
    this.closed = this.#around.pop() ?? Around.nothing;
  }
}

const castWord = word('cast');
const tryCast = word('try_cast');
const over = word('over');
const interval = word('interval');
const between = word('between');
const as = word('as');
const not = word('not');
const map = word('map');
const nulls = word('nulls');
const into = word('into');
const materialized = word('materialized');
const from = word('from');
const extract = word('extract');
const escapeWord = word('escape');

/** The catalog has these among the words of types and functions, but they can be names too. */
const namesAllTheSame = new Set(['columns', 'generated', 'map', 'struct', 'try_cast'].map(word));

/** Words of which both are keywords when they stand next to each other. */
const pairs = new Map<number, ReadonlySet<number>>(
  [
    ['partition', 'by'],
    ['nulls', 'first last'],
    ['ignore respect', 'nulls'],
    ['with', 'recursive ordinality'],
    ['using', 'sample'],
    ['grouping', 'sets'],
    ['time', 'zone'],
    ['double', 'precision'],
    ['character', 'varying'],
  ].flatMap(([firsts, seconds]) =>
    firsts!.split(' ').map((first) => [word(first), new Set(seconds!.split(' ').map(word))] as const),
  ),
);
const seconds = new Map<number, ReadonlySet<number>>();
for (const [first, followers] of pairs) {
  for (const second of followers) seconds.set(second, new Set([...(seconds.get(second) ?? []), first]));
}

/** The words of frames: the one that begins it, and those of which there are only more when it has begun. */
const frames = new Set(['rows', 'range', 'groups'].map(word));
const frameWords = new Set(['unbounded', 'preceding', 'following', 'current', 'row'].map(word));
const [unbounded, preceding, following, current, row] = [...frameWords] as [
  number,
  number,
  number,
  number,
  number,
];

function isFolded(tokens: Tokens, index: number, kind: number, parentheses: Parentheses): boolean {
  const after = tokens.kind(index + 1);
  const before = tokens.kind(index - 1);
  if (kind === Kind.name) return after === open && before !== dot && before !== as;
  if (kind >= Kind.label) return isFoldedLabel(tokens, index, kind, before, after, parentheses);
  // The name of an argument, of a field, or of a column in front of its expression.
  if (after === colon || after === Kind.argument) return false;
  const known = tokens.known(index);
  if (after === open) return true;
  if ((known & (Known.reserved | Known.typeOrFunction)) !== 0) {
    return !namesAllTheSame.has(kind) || (kind === map && after === brace);
  }
  if ((known & Known.type) !== 0) {
    if (before === Kind.cast || isText(after)) return true;
    if (kind === interval && after === Kind.number) return true;
  }
  if ((known & Known.unit) !== 0) {
    const twoBefore = tokens.kind(index - 2);
    if (twoBefore === interval && (before === Kind.number || isText(before))) return true;
    if (before === close && parentheses.closed === Around.interval) return true;
    if (before === open && twoBefore === extract && after === from) return true;
  }
  if (pairs.get(kind)?.has(after) && !(after === nulls && seconds.get(tokens.kind(index + 2))?.has(nulls))) {
    return true;
  }
  if (seconds.get(kind)?.has(before)) return true;
  if (kind === between) return endsOperand(tokens, index - 1) && !isNamed(tokens, index);
  if (kind === over) return before === close;
  if (kind === escapeWord) return isText(after) && endsOperand(tokens, index - 1);
  return parentheses.innermost === Around.window && isOfFrame(tokens, index, kind, before, after);
}

/** Words after AS are names, except types in CAST and MATERIALIZED. */
function isFoldedLabel(
  tokens: Tokens,
  index: number,
  kind: number,
  before: number,
  after: number,
  parentheses: Parentheses,
): boolean {
  if (before !== as) return false;
  if (kind === materialized + Kind.label) return after === open;
  // AS NOT MATERIALIZED
  if (kind === not + Kind.label) return after === materialized;
  return (
    parentheses.innermost === Around.cast && (tokens.knownAnywhere(index) & Known.type) !== 0 && after !== dot
  );
}

function isOfFrame(tokens: Tokens, index: number, kind: number, before: number, after: number): boolean {
  if (frames.has(kind)) {
    return endsOperand(tokens, index - 1)
      ? after === between ||
          after === unbounded ||
          after === current ||
          after === Kind.number ||
          after === interval
      : false;
  }
  if (kind === unbounded) return after === preceding || after === following;
  if (kind === preceding || kind === following) {
    return before === unbounded || before === Kind.number || before === close;
  }
  if (kind === current) return after === row;
  return kind === row && before === current;
}

/** UNPIVOT … INTO NAME here VALUE here */
function isNamed(tokens: Tokens, index: number): boolean {
  return tokens.kind(index - 2) === into || tokens.kind(index - 4) === into;
}

/** Whether a value or a name ends here, so that the next word cannot be one more. */
function endsOperand(tokens: Tokens, index: number): boolean {
  const kind = tokens.kind(index);
  if (kind === close || kind === 93 || (kind >= Kind.name && kind <= Kind.parameter) || kind >= Kind.label)
    return true;
  if (kind < Kind.word || operatorWords.has(kind)) return false;
  if ((tokens.known(index) & (Known.reserved | Known.typeOrFunction)) === 0) return true;
  return endingWords.has(kind);
}

const dot = 46;
const colon = 58;
const brace = 123;
const isText = (kind: number) => kind === Kind.text;
const operatorWords = new Set(['escape', 'zone', 'between'].map(word));
const endingWords = new Set(['end', 'true', 'false', 'null', 'asc', 'desc'].map(word));
