import { describe, expect, test } from 'vitest';
import { type Fingerprint, hashOf } from '../../src/fingerprint/index.ts';
import { fingerprint } from './fingerprints.ts';

/** Each field as the kind of evidence that it is. A new field of `Fingerprint` does not compile until it is listed. */
const fields: Readonly<Record<keyof Fingerprint, 'decides' | 'explains'>> = {
  decides: 'decides',
  sql: 'decides',
  addingSql: 'decides',
  config: 'decides',
  files: 'decides',
  target: 'decides',
  engine: 'decides',
  assay: 'decides',
  upstream: 'decides',
  unprovable: 'decides',
  macros: 'explains',
  vars: 'explains',
  env: 'explains',
  // Of what a view reads: the view is made again, and shows the same.
  places: 'explains',
  // They are in the SQL by name.
  reads: 'explains',
};

const others: { readonly [Field in keyof Fingerprint]-?: readonly Fingerprint[Field][] } = {
  decides: ['template'],
  sql: [
    'select b from "⟨model.shop.orders⟩" where b = \'x\'',
    'select a from "⟨model.shop.orders⟩" where b = \'X\'',
    '',
  ],
  addingSql: ['select 1', 'select 2'],
  config: [{}, { materialized: '"view"' }, { materialized: '"table"', format: '"parquet"' }],
  files: [
    {},
    { 'data/a.csv': 'bbbb' },
    { 'data/b.csv': 'aaaa' },
    { 'data/a.csv': 'aaaa', 'data/b.csv': 'b' },
  ],
  target: [{}, { time_zone: 'Europe/Berlin' }, { time_zone: 'UTC', extensions: '["icu"]' }],
  engine: ['DuckDB v1.5.6'],
  assay: ['0.1.1'],
  upstream: [{}, { 'model.shop.orders': 'v2' }, { 'model.shop.others': 'v1' }],
  unprovable: [[{ kind: 'volatile', call: 'now' }]],
  macros: [{}, { 'macro.shop.cents': 'nnnn' }],
  vars: [{}, { rate: '3' }],
  env: [{}, { UNTIL: 'ffff' }],
  places: [{}, { 'model.shop.orders': 'main.orders' }],
  reads: [[]],
};

describe('fields', () => {
  const cases = Object.entries(fields).map(([field, kind]) => [field as keyof Fingerprint, kind] as const);
  test.each(cases)('%s %s', (field, kind) => {
    const hashes = others[field].map((value) => hashOf(fingerprint({ [field]: value })));
    const own = hashOf(fingerprint());
    if (kind === 'explains') expect(new Set(hashes)).toEqual(new Set([own]));
    else expect(new Set([own, ...hashes]).size).toBe(others[field].length + 1);
  });
});

test('what is only written otherwise is the same', () => {
  const sql = '-- the first\nSELECT  a\nFROM "⟨model.shop.orders⟩" /* all */ Where b = \'x\'';
  expect(hashOf(fingerprint({ sql }))).toBe(hashOf(fingerprint()));
});

describe('where templates decide', () => {
  const own = fingerprint({ decides: 'template', sql: "select a from {{ ref('orders') }}" });
  test.each(['macros', 'vars', 'env'] as const)('%s decide too', (field) => {
    const hashes = others[field].map((value) => hashOf({ ...own, [field]: value }));
    expect(new Set([hashOf(own), ...hashes]).size).toBe(others[field].length + 1);
  });
  test('what is only written otherwise is the same', () => {
    const sql = "{# all #}\nSELECT a\nFROM {{ref( 'orders' )}} -- all";
    expect(hashOf({ ...own, sql })).toBe(hashOf(own));
  });
});

test('the order of keys is of no influence', () => {
  const config = { materialized: '"table"', format: '"parquet"' };
  const turned = { format: '"parquet"', materialized: '"table"' };
  expect(hashOf(fingerprint({ config }))).toBe(hashOf(fingerprint({ config: turned })));
});

test('a value does not slip from one field into the next', () => {
  const [one, other] = [{ a: '1' }, { b: '1' }];
  expect(hashOf(fingerprint({ config: one, files: other }))).not.toBe(
    hashOf(fingerprint({ config: other, files: one })),
  );
  expect(hashOf(fingerprint({ target: { ...one, ...other }, files: {} }))).not.toBe(
    hashOf(fingerprint({ target: one, files: other })),
  );
});
