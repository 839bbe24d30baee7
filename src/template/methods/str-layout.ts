import { typeError } from '../errors.ts';
import { reserve } from '../run.ts';
import { type Builtin, builtin, intArgument, textArgument } from '../values/builtin.ts';
import { PyDict } from '../values/dict.ts';
import { textLength } from '../values/iterate.ts';
import { percentFormat } from '../values/percent-format.ts';
import { formatText } from '../values/str-format.ts';
import type { Value } from '../values/value.ts';

function filling(value: Value | undefined): string {
  if (value === undefined) return ' ';
  if (typeof value !== 'string' || textLength(value) !== 1)
    throw typeError('The fill character must be exactly one character long');
  return value;
}

/** `str.center`: an odd space goes left when the width is odd, as CPython does it. */
export function centered(text: string, width: number, fill: string): string {
  const missing = width - textLength(text);
  if (missing <= 0) return text;
  reserve(width);
  const left = (missing >> 1) + (missing & width & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

function justified(text: string, width: number, fill: string, left: boolean): string {
  const missing = width - textLength(text);
  if (missing <= 0) return text;
  reserve(width);
  return left ? text + fill.repeat(missing) : fill.repeat(missing) + text;
}

function zeroFilled(text: string, width: number): string {
  const sign = /^[+-]/.test(text) ? text[0]! : '';
  return sign + justified(text.slice(sign.length), width - sign.length, '0', false);
}

/** `str.replace(old, new, count)`; a negative count replaces all. */
export function replaced(text: string, from: string, to: string, limit: number): string {
  if (limit === 0) return text;
  const parts = from === '' ? ['', ...text, ''] : text.split(from);
  const times = limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1);
  reserve(text.length + times * to.length);
  if (times === parts.length - 1) return parts.join(to);
  return parts.slice(0, times + 1).join(to) + from + parts.slice(times + 1).join(from);
}

function expandTabs(text: string, size: number): string {
  let column = 0;
  let result = '';
  for (const character of text) {
    if (character === '\t') {
      const spaces = size > 0 ? size - (column % size) : 0;
      reserve(result.length + spaces);
      result += ' '.repeat(spaces);
      column += spaces;
    } else {
      result += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return result;
}

function translated(text: string, table: Value): string {
  if (!(table instanceof PyDict)) throw typeError("'translate' takes a dictionary of character codes");
  let result = '';
  for (const character of text) {
    const to = table.get(character.codePointAt(0)!);
    if (to === undefined) result += character;
    else if (typeof to === 'number') result += String.fromCodePoint(to);
    else if (to !== null) result += textArgument(to, 'character mapping');
    reserve(result.length);
  }
  return result;
}

export const strLayoutMethods: readonly [string, Builtin][] = [
  builtin('center', 'width fillchar?', (self, [width, fill]) =>
    centered(self as string, intArgument(width, 0), filling(fill)),
  ),
  builtin('ljust', 'width fillchar?', (self, [width, fill]) =>
    justified(self as string, intArgument(width, 0), filling(fill), true),
  ),
  builtin('rjust', 'width fillchar?', (self, [width, fill]) =>
    justified(self as string, intArgument(width, 0), filling(fill), false),
  ),
  builtin('zfill', 'width', (self, [width]) => zeroFilled(self as string, intArgument(width, 0))),
  builtin('replace', 'old new count?', (self, [from, to, limit]) =>
    replaced(
      self as string,
      textArgument(from, 'replace() argument 1'),
      textArgument(to, 'replace() argument 2'),
      intArgument(limit, -1),
    ),
  ),
  builtin('removeprefix', 'prefix', (self, [prefix]) => {
    const start = textArgument(prefix, 'removeprefix() argument');
    return (self as string).startsWith(start) ? (self as string).slice(start.length) : self;
  }),
  builtin('removesuffix', 'suffix', (self, [suffix]) => {
    const end = textArgument(suffix, 'removesuffix() argument');
    return end !== '' && (self as string).endsWith(end) ? (self as string).slice(0, -end.length) : self;
  }),
  builtin('expandtabs', 'tabsize?', (self, [size]) => expandTabs(self as string, intArgument(size, 8))),
  builtin('translate', 'table', (self, [table]) => translated(self as string, table!)),
  builtin('format', '*', (self, args, kwargs) =>
    formatText(self as string, args as readonly Value[], kwargs),
  ),
  builtin('format_map', 'mapping', (self, [mapping]) => {
    const named = mapping instanceof PyDict ? [...mapping.pairs()] : [];
    return formatText(self as string, [], new Map(named.map(([key, value]) => [String(key), value])));
  }),
  builtin('__mod__', 'value', (self, [value]) => percentFormat(self as string, value!)),
  builtin('__len__', '', (self) => textLength(self as string)),
];
