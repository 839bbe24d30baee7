import { describe, expect, test } from 'vitest';
import type { ManifestNode, UnitTestNode } from '../../src/manifest/index.ts';
import { makeDirectPlan } from '../../src/plan/index.ts';
import { nodeOf, written } from './graph-notation.ts';

const unitTest = (name: string, tested: string): ManifestNode =>
  ({
    ...nodeOf(`test ${name} over ${tested}`),
    resource: 'unit_test',
    tested,
  }) as unknown as UnitTestNode;

function needsOf(nodes: readonly ManifestNode[], gated: boolean): Record<string, readonly string[]> {
  const { manifest, graph } = written(nodes);
  const plan = makeDirectPlan({ manifest, graph, selected: new Set(manifest.nodes.keys()), gated });
  return Object.fromEntries(plan.steps.map(({ id, needs }) => [id, [...needs].sort()]));
}

describe('unit tests', () => {
  const nodes = [nodeOf('table a <'), nodeOf('table b < a'), unitTest('one', 'b'), unitTest('two', 'b')];

  test('of one model go one after the other in a build, so that those after a failure are skipped', () => {
    const { 'test:one': one, 'test:two': two, 'build:b': b } = needsOf(nodes, true);
    expect([one, two]).toEqual([['build:a'], ['build:a', 'test:one']]);
    expect(b).toEqual(['build:a', 'test:one', 'test:two']);
  });

  test('wait for none of each other where tests hold nothing back', () => {
    const { 'test:one': one, 'test:two': two } = needsOf(nodes, false);
    expect([one, two]).toEqual([['build:a'], ['build:a']]);
  });
});
