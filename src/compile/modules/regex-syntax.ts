import { TemplateError } from '../../template/index.ts';

/** Python's flags of regular expressions, by their letters. */
export const flagBits: Readonly<Record<string, number>> = {
  A: 256,
  ASCII: 256,
  I: 2,
  IGNORECASE: 2,
  L: 4,
  LOCALE: 4,
  M: 8,
  MULTILINE: 8,
  S: 16,
  DOTALL: 16,
  U: 32,
  UNICODE: 32,
  X: 64,
  VERBOSE: 64,
  NOFLAG: 0,
};

const inline: Readonly<Record<string, number>> = { i: 2, m: 8, s: 16, x: 64, a: 256, u: 32, L: 4 };

const inlineFlags = /^\(\?([aiLmsux]+)\)/;

/** A regular expression of Python's as one of JavaScript's. */
export function toRegExp(pattern: string, bits: number): RegExp {
  let source = pattern;
  let flags = bits;
  // Python takes several such groups, all at the start.
  for (let head = inlineFlags.exec(source); head !== null; head = inlineFlags.exec(source)) {
    source = source.slice(head[0].length);
    for (const letter of head[1]!) flags |= inline[letter]!;
  }
  try {
    const translated = translate(source, (flags & 64) !== 0);
    return new RegExp(
      translated,
      `dg${(flags & 2) !== 0 ? 'i' : ''}${(flags & 8) !== 0 ? 'm' : ''}${(flags & 16) !== 0 ? 's' : ''}`,
    );
  } catch (thrown) {
    throw new TemplateError('A3004', `this is no regular expression: ${pattern}`, (thrown as Error).message);
  }
}

/** Python's `$` is also before a line's end that ends the text. */
const atEnd = '(?:$|(?=\\n(?![\\s\\S])))';

/** Where the two write things otherwise. `verbose`: blanks and comments do not count. */
function translate(source: string, verbose: boolean): string {
  let result = '';
  let inClass = false;
  for (let index = 0; index < source.length; index++) {
    const character = source[index]!;
    const rest = source.slice(index);
    if (character === '\\') {
      const next = source[index + 1] ?? '';
      index++;
      if (next === 'A' && !inClass) result += '(?<![\\s\\S])';
      else if (next === 'Z' && !inClass) result += '(?![\\s\\S])';
      else result += `\\${next}`;
    } else if (inClass) {
      if (character === ']') inClass = false;
      result += character === '[' ? '\\[' : character;
    } else if (character === '[') {
      inClass = true;
      const start = /^\[\^?\]?/.exec(rest)![0];
      result += start.replace(/\]$/, '\\]');
      index += start.length - 1;
    } else if (rest.startsWith('(?P<')) {
      result += '(?<';
      index += 3;
    } else if (rest.startsWith('(?P=')) {
      const name = /^\(\?P=(\w+)\)/.exec(rest);
      result += `\\k<${name?.[1] ?? ''}>`;
      index += (name?.[0].length ?? 4) - 1;
    } else if (rest.startsWith('(?#')) index += Math.max(rest.indexOf(')'), 2);
    else if (verbose && /\s/.test(character)) continue;
    else if (verbose && character === '#') index += /^[^\n]*/.exec(rest)![0].length - 1;
    else if (character === '$') result += atEnd;
    else if (/^\{,\d+\}/.test(rest)) result += '{0';
    else result += character;
  }
  return result;
}

/** The text that a replacement stands for: `\1`, `\g<name>`, `\n`. */
export function expandReplacement(template: string, group: (name: string) => string | undefined): string {
  return template.replace(
    /\\(?:g<(\w+)>|(\d{1,2})|([abfnrtv\\]))/g,
    (_found, name?: string, digits?: string, sign?: string) =>
      sign === undefined ? (group(name ?? String(Number(digits))) ?? '') : escapes[sign]!,
  );
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
