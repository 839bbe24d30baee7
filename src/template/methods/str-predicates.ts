import { type Builtin, builtin } from '../values/builtin.ts';
import { onlySpace } from './white-space.ts';

/** @param pattern makes it when it is asked for: V8 looks up what classes of letters mean */
const matches = (name: string, pattern: () => RegExp): [string, Builtin] =>
  builtin(name, '', (self) => pattern().test(self as string));

/** A word starts with a capital, goes on in small letters, and there is at least one. */
function isTitle(text: string): boolean {
  let inWord = false;
  let any = false;
  for (const character of text) {
    if (/[\p{Lu}\p{Lt}]/u.test(character)) {
      if (inWord) return false;
      inWord = true;
      any = true;
    } else if (/\p{Ll}/u.test(character)) {
      if (!inWord) return false;
    } else inWord = false;
  }
  return any;
}

export const strPredicates: readonly [string, Builtin][] = [
  matches('isdigit', () => /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u),
  matches('isdecimal', () => /^\p{Nd}+$/u),
  matches('isnumeric', () => /^\p{N}+$/u),
  matches('isalpha', () => /^\p{L}+$/u),
  matches('isalnum', () => /^[\p{L}\p{N}]+$/u),
  matches('isspace', () => onlySpace),
  matches('isascii', () => /^[\0-\x7f]*$/),
  matches('isidentifier', () => /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u),
  matches('isprintable', () => /^(?:[^\p{C}\p{Z}]| )*$/u),
  builtin('islower', '', (self) => /\p{Ll}/u.test(self as string) && !/[\p{Lu}\p{Lt}]/u.test(self as string)),
  builtin('isupper', '', (self) => /\p{Lu}/u.test(self as string) && !/[\p{Ll}\p{Lt}]/u.test(self as string)),
  builtin('istitle', '', (self) => isTitle(self as string)),
];
