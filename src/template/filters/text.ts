import { runtimeError, valueError } from '../errors.ts';
import { strMethods } from '../methods/str.ts';
import { centered, replaced } from '../methods/str-layout.ts';
import { stripped } from '../methods/str-split.ts';
import { spend } from '../run.ts';
import { type Builtin, builtin, callBuiltin, intArgument } from '../values/builtin.ts';
import { PyDict } from '../values/dict.ts';
import { listOf } from '../values/iterate.ts';
import { percentFormat } from '../values/percent-format.ts';
import { toText } from '../values/repr.ts';
import { PyTuple } from '../values/tuple.ts';
import { isObject, noKwargs, type Value } from '../values/value.ts';

const method = (name: string): [string, Builtin] =>
  builtin(name, '', (self) => callBuiltin(strMethods.get(name)!, toText(self), [], noKwargs));

const entities = new Map([
  ['&', '&amp;'],
  ['>', '&gt;'],
  ['<', '&lt;'],
  ["'", '&#39;'],
  ['"', '&#34;'],
]);
const escaped = (self: Value): Value =>
  toText(self).replace(/[&<>'"]/g, (character) => entities.get(character)!);

/** A word at a time is slower than most of what is done to a text. */
function counted(text: string): string {
  spend(text.length >> 2);
  return text;
}

/** As Jinja's, a word starts after white space, a dash or an opening bracket: `it's` stays `It's`. */
const titled = (self: Value): Value =>
  counted(toText(self))
    .split(/([-\s({[<]+)/)
    .map((part) => {
      const [first = ''] = part;
      return first.toUpperCase() + part.slice(first.length).toLowerCase();
    })
    .join('');

/** Leaves out comments and tags; what is not closed stays. */
function withoutTags(text: string): string {
  let result = '';
  let position = 0;
  for (let open = text.indexOf('<'); open !== -1; open = text.indexOf('<', position)) {
    const closer = text.startsWith('<!--', open) ? '-->' : '>';
    const close = text.indexOf(closer, open);
    if (close === -1) break;
    result += text.slice(position, open);
    position = close + closer.length;
  }
  return result + text.slice(position);
}

function quoteUrl(value: Value, query: boolean): string {
  const safe = query ? /[\w.~-]/ : /[\w.~/-]/;
  let result = '';
  for (const byte of new TextEncoder().encode(counted(toText(value)))) {
    const character = String.fromCharCode(byte);
    if (byte < 128 && safe.test(character)) result += character;
    else if (query && byte === 32) result += '+';
    else result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

function encodedPair(pair: readonly Value[]): string {
  const [key, item] = pair;
  if (pair.length > 2) throw valueError('too many values to unpack (expected 2)');
  if (key === undefined || item === undefined)
    throw valueError(`not enough values to unpack (expected 2, got ${pair.length})`);
  return `${quoteUrl(key, true)}=${quoteUrl(item, true)}`;
}

function urlencode(value: Value): Value {
  if (
    typeof value === 'string' ||
    !(Array.isArray(value) || (isObject(value) && value.iterate !== undefined))
  )
    return quoteUrl(value, false);
  const pairs = value instanceof PyDict ? [...value.pairs()] : listOf(value).map(listOf);
  return pairs.map(encodedPair).join('&');
}

export const text: readonly [string, Builtin][] = [
  method('upper'),
  method('lower'),
  method('capitalize'),
  builtin('title', '', titled),
  builtin('trim', 'chars?', (self, [chars]) => stripped(toText(self), chars, true, true)),
  builtin('replace', 'old new count?', (self, [from, to, limit]) =>
    replaced(toText(self), toText(from!), toText(to!), limit === null ? -1 : intArgument(limit, -1)),
  ),
  builtin('center', 'width?', (self, [width]) => centered(toText(self), intArgument(width, 80), ' ')),
  builtin('wordcount', '', (self) => {
    const words = toText(self);
    spend(words.length >> 6);
    return (words.match(/[\p{L}\p{N}_]+/gu) ?? []).length;
  }),
  builtin('format', '*', (self, args, kwargs) => {
    if (args.length > 0 && kwargs.size > 0)
      throw runtimeError("can't handle positional and keyword arguments at the same time");
    return percentFormat(toText(self), kwargs.size > 0 ? new PyDict(kwargs) : new PyTuple(args as Value[]));
  }),
  builtin('escape', '', escaped),
  builtin('e', '', escaped),
  builtin('forceescape', '', escaped),
  builtin('safe', '', (self) => toText(self)),
  builtin('striptags', '', (self) =>
    withoutTags(counted(toText(self)))
      .split(/\s+/)
      .filter(Boolean)
      .join(' '),
  ),
  builtin('urlencode', '', urlencode),
];
