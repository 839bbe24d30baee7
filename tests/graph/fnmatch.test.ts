import { expect, it } from 'vitest';
import { fnmatch } from '../../src/graph/selection/fnmatch.ts';

/** What Python's fnmatch.fnmatchcase says. */
it.each<readonly [string, string, boolean]>([
  ['orders', 'orders', true],
  ['orders', 'order', false],
  ['orders', '*', true],
  ['', '*', true],
  ['', '?', false],
  ['a\nb', 'a?b', true],
  ['orders', 'ord*rs', true],
  ['Orders', 'orders', false],
  ['a.b', 'a?b', true],
  ['axb', 'a.b', false],
  ['stg_a', 'stg_[ab]', true],
  ['stg_c', 'stg_[!ab]', true],
  ['stg_!', 'stg_[a!]', true],
  ['stg_]', 'stg_[]]', true],
  ['stg_a', 'stg_[!]]', true],
  ['stg_b', 'stg_[a-c]', true],
  ['stg_b', 'stg_[c-a]', false],
  ['stg_-', 'stg_[a-]', true],
  ['stg_[', 'stg_[', true],
  ['^', '[^a]', true],
  ['b', '[^a]', false],
  ['a\\b', 'a\\b', true],
  ['a+b', 'a+b', true],
  ['été', '?t?', true],
  ['🦆', '?', true],
])('%j against %s: %s', (text, pattern, matches) => expect(fnmatch(text, pattern)).toBe(matches));
