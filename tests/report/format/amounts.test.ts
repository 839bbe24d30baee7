import { expect, test } from 'vitest';
import { bytes, count, counted, duration, percent } from '../../../src/report/index.ts';

test.for([
  [0, '0.00s'],
  [-3, '0.00s'],
  [20, '0.02s'],
  [1212, '1.21s'],
  [9994, '9.99s'],
  [9996, '10.0s'],
  [59_949, '59.9s'],
  [59_960, '1m 00s'],
  [75_000, '1m 15s'],
  [3_599_600, '1h 00m'],
  [7_500_000, '2h 05m'],
] as const)('%i ms are %s', ([milliseconds, text]) => expect(duration(milliseconds)).toBe(text));

test.for([
  [3, 41_204, '0.007 %'],
  [1, 10_000_000, 'under 0.001 %'],
  [42, 1000, '4.2 %'],
  [62, 100, '62 %'],
  [9999, 10_000, '99 %'],
  [0, 10, '0 %'],
  [10, 10, '100 %'],
  [0, 0, '0 %'],
] as const)('%i of %i are %s', ([part, whole, text]) => expect(percent(part, whole)).toBe(text));

test.for([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1_500_000, '1.5 MB'],
  [999_950, '1.0 MB'],
  [250_000_000, '250 MB'],
] as const)('%i bytes are %s', ([amount, text]) => expect(bytes(amount)).toBe(text));

test('thousands and plurals', () => {
  expect(count(12345678901234567890n)).toBe('12,345,678,901,234,567,890');
  expect(counted(1, 'row')).toBe('1 row');
  expect(counted(0, 'row')).toBe('0 rows');
  expect(counted(2_998_112, 'row')).toBe('2,998,112 rows');
  expect(counted(2, 'query', 'queries')).toBe('2 queries');
});
