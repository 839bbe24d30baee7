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

describe('tests', () => {
  const nodes = [nodeOf('table a <'), nodeOf('table b < a'), nodeOf('test t over a'), nodeOf('table c <')];

  test('hold back what is below their node in a build', () => {
    const { 'build:b': b, 'build:c': c, 'test:t': t } = needsOf(nodes, true);
    expect([b, c, t]).toEqual([['build:a', 'test:t'], [], ['build:a']]);
  });

  test('and hold nothing back otherwise', () =>
    expect(needsOf(nodes, false)['build:b']).toEqual(['build:a']));

  test('over two nodes hold back what is below both alone', () => {
    const both = [
      nodeOf('table a <'),
      nodeOf('table b < a'),
      nodeOf('test t over a b'),
      nodeOf('table c < a'),
      nodeOf('table d < b'),
    ];
    const { 'build:b': b, 'build:c': c, 'build:d': d } = needsOf(both, true);
    expect([b, c, d]).toEqual([['build:a'], ['build:a'], ['build:b', 'test:t']]);
  });
});

describe('what is not selected', () => {
  test('is no step, and what is below waits for the nearest above', () => {
    const { manifest, graph } = written([nodeOf('table a <'), nodeOf('table b < a'), nodeOf('table c < b')]);
    const plan = makeDirectPlan({ manifest, graph, selected: new Set(['a', 'c']), gated: true });
    expect(plan.steps.map(({ id, needs }) => [id, needs])).toEqual([
      ['build:a', []],
      ['build:c', ['build:a']],
    ]);
    expect(plan.selected).toEqual({ models: 2, seeds: 0, tests: 0 });
  });

  test('a unit test does not run in a build without its model', () => {
    const nodes = [nodeOf('table a <'), unitTest('one', 'a')];
    const { manifest, graph } = written(nodes);
    const steps = (gated: boolean) =>
      makeDirectPlan({ manifest, graph, selected: new Set(['one']), gated }).steps.map(({ id }) => id);
    expect([steps(true), steps(false)]).toEqual([[], ['test:one']]);
  });
});
