import { expect, test } from 'vitest';
import { exactText } from '../../src/manifest/index.ts';
import { YamlFloat } from '../../src/project/index.ts';

test('values that differ in anything have other texts', () => {
  const values: readonly unknown[] = [
    null,
    undefined,
    0,
    -0,
    1,
    new YamlFloat(1),
    { value: 1 },
    1n,
    Number.NaN,
    '1',
    'null',
    [],
    {},
    [undefined],
    [null],
    { a: undefined },
    { a: null },
    { a: 1, b: 2 },
    { a: 1, b: '2' },
  ];
  const texts = values.map(exactText);
  expect(texts).not.toContain(undefined);
  expect(new Set(texts).size).toBe(values.length);
});

test('what is more than data has none', () => {
  expect(exactText({ locate: () => 1 })).toBeUndefined();
  expect(exactText([new Date()])).toBeUndefined();
});
