import { expect, test } from 'vitest';
import { changesBetween, hashOf } from '../../src/fingerprint/index.ts';
import { fingerprint } from './fingerprints.ts';

test('nothing changes between two that are only written otherwise', () => {
  const sql = fingerprint().sql.replace('select', 'SELECT --\n');
  expect(changesBetween(fingerprint(), fingerprint({ sql }))).toEqual([]);
});

test('every value that decides is told with what it was and is', () => {
  const before = fingerprint({ config: { materialized: '"table"', gone: '1' } });
  const now = fingerprint({
    sql: 'select 2',
    config: { materialized: '"view"', fresh: '2' },
    files: { 'data/a.csv': 'bbbb' },
    target: {},
    engine: 'DuckDB v2',
    assay: '0.2.0',
    upstream: { 'model.shop.orders': 'v2', 'model.shop.new': 'v1' },
  });
  expect(changesBetween(before, now)).toEqual([
    { part: 'sql', before: before.sql, now: 'select 2', adding: false },
    { part: 'config', name: 'materialized', before: '"table"', now: '"view"' },
    { part: 'config', name: 'gone', before: '1' },
    { part: 'config', name: 'fresh', now: '2' },
    { part: 'file', name: 'data/a.csv', before: 'aaaa', now: 'bbbb' },
    { part: 'target', name: 'time_zone', before: 'UTC' },
    { part: 'engine', before: 'DuckDB v1.5.5', now: 'DuckDB v2' },
    { part: 'assay', before: '0.1.0', now: '0.2.0' },
    { part: 'upstream', node: 'model.shop.orders', before: 'v1', now: 'v2' },
    { part: 'upstream', node: 'model.shop.new', now: 'v1' },
  ]);
});

test('macros, vars and the environment are told as causes of another SQL, and are no change by themselves', () => {
  const causes = { macros: { 'macro.shop.cents': 'nnnn' }, vars: { rate: '3' }, env: {} };
  expect(changesBetween(fingerprint(), fingerprint(causes))).toEqual([]);
  expect(changesBetween(fingerprint(), fingerprint({ ...causes, sql: 'select 2' })).slice(1)).toEqual([
    { part: 'macro', name: 'macro.shop.cents', before: 'mmmm', now: 'nnnn' },
    { part: 'var', name: 'rate', before: '2', now: '3' },
    { part: 'env', name: 'UNTIL', before: 'eeee' },
  ]);
});

test('the SQL with which an incremental model adds is a change of its own', () => {
  const before = fingerprint({ addingSql: 'select 1' });
  expect(changesBetween(before, fingerprint({ addingSql: 'select 2' }))).toEqual([
    { part: 'sql', before: 'select 1', now: 'select 2', adding: true },
  ]);
});

test('whatever makes another hash is told as a change', () => {
  const others = [
    { sql: 'select 2' },
    { addingSql: 'select 2' },
    { config: {} },
    { files: {} },
    { target: {} },
    { engine: 'x' },
    { assay: 'x' },
    { upstream: {} },
  ];
  for (const parts of others) {
    const other = fingerprint(parts);
    expect(hashOf(other)).not.toBe(hashOf(fingerprint()));
    expect(changesBetween(fingerprint(), other), JSON.stringify(parts)).not.toEqual([]);
    expect(changesBetween(other, fingerprint()), JSON.stringify(parts)).not.toEqual([]);
  }
});
