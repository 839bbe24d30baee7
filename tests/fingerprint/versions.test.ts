import { expect, test } from 'vitest';
import {
  type Before,
  type Definition,
  hashOf,
  isProvable,
  type Known,
  Versions,
  versionOf,
} from '../../src/fingerprint/index.ts';
import { nodeOf, written } from '../plan/graph-notation.ts';
import { fingerprint } from './fingerprints.ts';

const { manifest } = written(
  ['source raw', 'view shown < raw', 'table kept < shown', 'incremental log < kept'].map(nodeOf),
);

const before = (parts: Parameters<typeof fingerprint>[0], version?: string): Before => {
  const made = fingerprint(parts);
  return {
    fingerprint: made,
    hash: hashOf(made),
    version: version ?? hashOf(made),
    at: 0,
    seconds: 0,
    rows: 0,
  };
};

function versions(known: Readonly<Record<string, Before>>, tables: Readonly<Record<string, string>> = {}) {
  const told: Known = {
    define: () => {
      throw new Error('is not asked here');
    },
    before: (node) => known[node],
    isAltered: () => false,
    notPassed: () => undefined,
    shared: () => undefined,
    tableVersion: (source) => tables[source],
  };
  return new Versions(told, manifest, (node) => node === 'shown');
}

const reading = (...reads: string[]): Definition => fingerprint({ reads, upstream: {} });

test('the same fingerprint has the same version whoever builds it', () => {
  expect(versionOf(fingerprint(), 'run 1')).toBe(versionOf(fingerprint(), 'run 2'));
});

test('what is volatile, incremental, or reads what nothing is known of has a version of each run', () => {
  for (const parts of [
    { unprovable: [{ kind: 'volatile', call: 'now' }] as const },
    { config: { materialized: '"incremental"' } },
    { upstream: { kept: 'unknown' } },
  ])
    expect(versionOf(fingerprint(parts), 'run 1')).not.toBe(versionOf(fingerprint(parts), 'run 2'));
});

test('of a table it is the recorded one, until the run builds it', () => {
  const known = versions({ kept: before({}, 'old') });
  expect(known.of('kept')).toBe('old');
  known.set('kept', 'new');
  expect(known.fingerprint(reading('kept')).upstream).toEqual({ kept: 'new' });
});

test('a view shows what is upstream of it at once', () => {
  const view = before({ config: { materialized: '"view"' }, reads: ['raw'], upstream: { raw: 'v1' } });
  const same = versions({ shown: view }, { raw: 'v1' }).of('shown');
  expect(same).toBe(view.version);
  expect(versions({ shown: view }, { raw: 'v2' }).of('shown')).not.toBe(same);
});

test('the nodes that are built are found through views', () => {
  const known = versions({ shown: before({ reads: ['raw'] }), kept: before({ reads: ['shown'] }) });
  expect(known.shown('shown', (node) => node === 'raw')).toEqual(['raw']);
  expect(known.shown('kept', (node) => node === 'raw')).toEqual([]);
  expect(known.shown('kept', (node) => node === 'kept')).toEqual(['kept']);
});

test('of a source that nothing is known of nothing is proven, unless it is declared stable', () => {
  const doubted = { ...reading('raw'), unprovable: [{ kind: 'source', source: 'raw' }] as const };
  expect(isProvable(versions({}).fingerprint(doubted))).toBe(false);
  expect(isProvable(versions({}).fingerprint(reading('raw')))).toBe(true);
  expect(isProvable(versions({}).fingerprint(reading('kept')))).toBe(false);
});
