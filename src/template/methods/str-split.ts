import { typeError, valueError } from '../errors.ts';
import { reserve, spend } from '../run.ts';
import { type Builtin, builtin, intArgument } from '../values/builtin.ts';
import { each } from '../values/iterate.ts';
import { truthy } from '../values/truth.ts';
import { PyTuple } from '../values/tuple.ts';
import { typeName } from '../values/type-name.ts';
import type { Value } from '../values/value.ts';
import { lastWord, leadingSpace, lineEnd, lineWithEnd, someSpace, trailingSpace } from './white-space.ts';

/** `chars` null or absent: whitespace. */
export function stripped(text: string, chars: Value | undefined, left: boolean, right: boolean): string {
  spend(text.length >> 8);
  if (chars === undefined || chars === null) {
    const start = left ? (leadingSpace.exec(text)?.[0].length ?? 0) : 0;
    if (!right || start === text.length) return text.slice(start);
    let end = text.length;
    while (end > start && trailingSpace.test(text[end - 1]!)) end--;
    return text.slice(start, end);
  }
  if (typeof chars !== 'string') throw typeError(`strip arg must be None or str, not ${typeName(chars)}`);
  const set = new Set(chars);
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (left && start < end && set.has(characters[start]!)) start++;
  while (right && end > start && set.has(characters[end - 1]!)) end--;
  return characters.slice(start, end).join('');
}

function separator(value: Value): string {
  if (typeof value !== 'string') throw typeError(`must be str or None, not ${typeName(value)}`);
  if (value === '') throw valueError('empty separator');
  return value;
}

function split(text: string, by: Value | undefined, limit: number): string[] {
  spend(text.length >> 2);
  if (by === undefined || by === null) return splitSpaces(text, limit);
  const at = separator(by);
  const parts = text.split(at);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(at)];
}

function splitSpaces(text: string, limit: number): string[] {
  const result: string[] = [];
  let rest = stripped(text, null, true, false);
  while (rest !== '') {
    const match = limit >= 0 && result.length >= limit ? null : someSpace.exec(rest);
    if (match === null) {
      result.push(limit >= 0 && result.length >= limit ? stripped(rest, null, false, true) : rest);
      break;
    }
    result.push(rest.slice(0, match.index));
    rest = rest.slice(match.index + match[0].length);
  }
  return result;
}

function splitRight(text: string, by: Value | undefined, limit: number): string[] {
  const all = split(text, by, -1);
  if (limit < 0 || all.length <= limit + 1) return all;
  if (by !== undefined && by !== null) {
    const at = separator(by);
    const head = all.slice(0, all.length - limit).join(at);
    return [head, ...all.slice(all.length - limit)];
  }
  const tail: string[] = [];
  let rest = stripped(text, null, false, true);
  while (tail.length < limit) {
    const word = lastWord.exec(rest)?.[0] ?? '';
    tail.unshift(word);
    rest = stripped(rest.slice(0, rest.length - word.length), null, false, true);
  }
  return [rest, ...tail];
}

/** `str.join(iterable)`. */
export function joined(glue: string, items: Value): string {
  const parts: string[] = [];
  let size = 0;
  for (const item of each(items)) {
    if (typeof item !== 'string')
      throw typeError(
        `sequence item ${parts.length}: expected str instance, ${typeName(item)} found`,
        "the 'join' filter takes items of any type",
      );
    size += item.length + glue.length;
    reserve(size);
    parts.push(item);
  }
  return parts.join(glue);
}

const partition = (text: string, by: Value, last: boolean): Value => {
  const at = separator(by);
  const index = last ? text.lastIndexOf(at) : text.indexOf(at);
  if (index === -1) return new PyTuple(last ? ['', '', text] : [text, '', '']);
  return new PyTuple([text.slice(0, index), at, text.slice(index + at.length)]);
};

const lines = (text: string, keep: boolean): string[] => {
  const parts = text.match(lineWithEnd) ?? [];
  if (parts.at(-1) === '') parts.pop();
  return keep ? parts : parts.map((line) => line.replace(lineEnd, ''));
};

export const strSplitMethods: readonly [string, Builtin][] = [
  builtin('split', 'sep? maxsplit?', (self, [by, limit]) =>
    split(self as string, by, intArgument(limit, -1)),
  ),
  builtin('rsplit', 'sep? maxsplit?', (self, [by, limit]) =>
    splitRight(self as string, by, intArgument(limit, -1)),
  ),
  builtin('splitlines', 'keepends?', (self, [keep]) =>
    lines(self as string, keep !== undefined && truthy(keep)),
  ),
  builtin('partition', 'sep', (self, [by]) => partition(self as string, by!, false)),
  builtin('rpartition', 'sep', (self, [by]) => partition(self as string, by!, true)),
  builtin('join', 'iterable', (self, [items]) => joined(self as string, items!)),
  builtin('strip', 'chars?', (self, [chars]) => stripped(self as string, chars, true, true)),
  builtin('lstrip', 'chars?', (self, [chars]) => stripped(self as string, chars, true, false)),
  builtin('rstrip', 'chars?', (self, [chars]) => stripped(self as string, chars, false, true)),
];
