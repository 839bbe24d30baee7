import type { Fingerprint } from '../../src/fingerprint/index.ts';

/** A fingerprint with something in each of its fields. */
export const fingerprint = (parts: Partial<Fingerprint> = {}): Fingerprint => ({
  sql: 'select a from "⟨model.shop.orders⟩" where b = \'x\'',
  config: { materialized: '"table"' },
  files: { 'data/a.csv': 'aaaa' },
  target: { time_zone: 'UTC' },
  engine: 'DuckDB v1.5.5',
  assay: '0.1.0',
  macros: { 'macro.shop.cents': 'mmmm' },
  vars: { rate: '2' },
  env: { UNTIL: 'eeee' },
  reads: ['model.shop.orders'],
  unprovable: [],
  upstream: { 'model.shop.orders': 'v1' },
  ...parts,
});
