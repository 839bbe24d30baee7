import { describe, expect, test } from 'vitest';
import { definedConfig } from '../../src/fingerprint/defined-config.ts';
import type { BuildableNode, TestNode } from '../../src/manifest/index.ts';
import { configShapes } from '../../src/project/schema/node-config.ts';
import { model, test as testNode } from '../graph/nodes.ts';

/**
 * Each config that a node can have: whether it is a part of what a node is built from, or why it is none. A new key is to be
 * put down here, and in `defined-config.ts` if it has an influence.
 */
const kinds: Readonly<Record<string, 'decides' | 'is rendered' | 'where' | 'how' | 'words'>> = {
  materialized: 'decides',
  format: 'decides',
  partition_by: 'decides',
  unique_key: 'decides',
  incremental_strategy: 'decides',
  incremental_predicates: 'decides',
  on_schema_change: 'decides',
  merge_update_columns: 'decides',
  merge_exclude_columns: 'decides',
  column_types: 'decides',
  delimiter: 'decides',
  quote_columns: 'decides',
  severity: 'decides',
  limit: 'decides',
  warn_if: 'decides',
  error_if: 'decides',
  fail_calc: 'decides',
  store_failures: 'decides',
  // Hooks, and the condition of a test, are in what is rendered.
  'pre-hook': 'is rendered',
  'post-hook': 'is rendered',
  where: 'is rendered',
  // What is built is recorded by its name: elsewhere there is nothing.
  schema: 'where',
  alias: 'where',
  database: 'where',
  enabled: 'how',
  full_refresh: 'how',
  stable: 'how',
  tags: 'words',
  meta: 'words',
  docs: 'words',
  group: 'words',
  access: 'words',
};

test('every config is put down', () => {
  const keys = [configShapes.models, configShapes.seeds, configShapes.tests].flatMap((shape) =>
    Object.keys(shape),
  );
  expect([...new Set(keys)].sort()).toEqual(Object.keys(kinds).sort());
});

const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('what decides is a part of what a node is built from', () => {
  const seed = { ...model('a'), resource: 'seed' } as unknown as BuildableNode;
  const nodes: Readonly<Record<'models' | 'seeds' | 'tests', BuildableNode | TestNode>> = {
    models: model('a'),
    seeds: seed,
    tests: testNode('t', []),
  };
  const cases = (Object.keys(nodes) as (keyof typeof nodes)[]).flatMap((kind) =>
    Object.keys(configShapes[kind])
      .filter((key) => kinds[key] === 'decides' || kinds[key] === 'words')
      .map((key) => [kind, key, kinds[key]] as const),
  );
  test.each(cases)('%s: %s %s', (kind, key, influence) => {
    const node = nodes[kind];
    const other = { ...node, config: { ...node.config, [camel(key)]: 'another' } } as typeof node;
    const isOther = JSON.stringify(definedConfig(other, [])) !== JSON.stringify(definedConfig(node, []));
    expect(isOther).toBe(influence === 'decides');
  });
});
