import { spend } from '../run.ts';
import { type Builtin, builtin } from '../values/builtin.ts';
import type { Value } from '../values/value.ts';

const own = (self: Value): string => {
  spend((self as string).length >> 8);
  return self as string;
};

const capitalized = (text: string): string => {
  const [first = ''] = text;
  return titleCase(first) + text.slice(first.length).toLowerCase();
};

/** Python gives ligatures their title case, `Fi`, where upper case is `FI`. */
function titleCase(character: string): string {
  const upper = character.toUpperCase();
  return upper.length > 1 && /^\p{L}+$/u.test(upper) && [...character].length === 1
    ? upper[0] + upper.slice(1).toLowerCase()
    : upper;
}

const titled = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) => {
    const [first = ''] = word;
    return titleCase(first) + word.slice(first.length).toLowerCase();
  });

function swapped(text: string): string {
  let result = '';
  for (const character of text) {
    const lower = character.toLowerCase();
    result += lower === character ? character.toUpperCase() : lower;
  }
  return result;
}

export const strCaseMethods: readonly [string, Builtin][] = [
  builtin('upper', '', (self) => own(self).toUpperCase()),
  builtin('lower', '', (self) => own(self).toLowerCase()),
  builtin('casefold', '', (self) => own(self).toLowerCase().replaceAll('ß', 'ss')),
  builtin('capitalize', '', (self) => capitalized(own(self))),
  builtin('title', '', (self) => titled(own(self))),
  builtin('swapcase', '', (self) => swapped(own(self))),
];
