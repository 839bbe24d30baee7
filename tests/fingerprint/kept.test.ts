import { expect, test } from 'vitest';
import { type Kept, packed, unpacked } from '../../src/fingerprint/index.ts';

test('what is kept is the same when it was packed and unpacked', () => {
  const kept = new Map<string, Kept>([
    [
      'model.shop.orders',
      { inputs: 'i1', hash: 'h1', run: 'r1', version: 'h1', reads: [['source.shop.raw', 'files']] },
    ],
    [
      'model.shop.totals',
      {
        inputs: 'i2',
        hash: 'h2',
        run: 'r1',
        version: 'h2',
        reads: [
          ['model.shop.orders', 'h1'],
          ['seed.shop.regions', 'h3'],
        ],
      },
    ],
    ['test.shop.unique', { inputs: 'i3', hash: 'h4', run: undefined, version: '', reads: [] }],
  ]);
  const text = JSON.stringify(packed(kept));
  expect(unpacked(JSON.parse(text))).toEqual(kept);
});
