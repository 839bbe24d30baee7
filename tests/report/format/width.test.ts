import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutEnd, cutMiddle, slice, width } from '../../../src/report/format/width.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', ' ', '日', '✈️', '👩‍👩‍👧', 'e\u0301'), { maxLength: 30 })
  .map((parts) => parts.join(''));

test('cut text is never wider than allowed', () => {
  fc.assert(
    fc.property(text, fc.nat(40), (given, columns) => {
      expect(width(cutEnd(given, columns, '…'))).toBeLessThanOrEqual(columns);
      expect(width(cutMiddle(given, columns, '…'))).toBeLessThanOrEqual(columns);
    }),
  );
});

test('a slice is as wide as asked, as far as there is text', () => {
  fc.assert(
    fc.property(text, fc.nat(40), fc.nat(40), (given, from, more) => {
      const expected = Math.max(0, Math.min(width(given), from + more) - from);
      expect(width(slice(given, from, from + more))).toBe(expected);
    }),
  );
});

test('names keep both ends', () => {
  expect(cutMiddle('not_null_routes_origin', 15, '…')).toBe('not_nul…_origin');
  expect(cutMiddle('short', 15, '…')).toBe('short');
});
