import { expect, test } from 'vitest';
import { storedFingerprint } from '../../src/fingerprint/index.ts';
import { fingerprint } from './fingerprints.ts';

test('what was stored is read as it was', () => {
  for (const stored of [fingerprint(), fingerprint({ addingSql: 'select 2' })])
    expect(storedFingerprint(JSON.stringify(stored))).toEqual(stored);
});

test.each(['', 'no json', 'null', '[]', '{}', '1', '{"sql": "select 1"}'])('%s is none', (text) => {
  expect(storedFingerprint(text)).toBeUndefined();
});

test('a field that is gone, or of another shape, makes it none', () => {
  for (const field of Object.keys(fingerprint())) {
    for (const value of [undefined, null, 1, { a: 1 }, { a: null }, [1], [[null]]]) {
      const damaged = JSON.stringify({ ...fingerprint(), [field]: value });
      expect(storedFingerprint(damaged), damaged).toBeUndefined();
    }
  }
});
