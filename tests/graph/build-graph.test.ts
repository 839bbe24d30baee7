import { describe, expect, it } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import { buildGraph, type Graph } from '../../src/graph/index.ts';
import { manifestOf, model, test as testNode } from './nodes.ts';

function graphOf(edges: Readonly<Record<string, readonly string[]>>): Graph {
  const graph = buildGraph(manifestOf(Object.entries(edges).map(([name, parents]) => model(name, parents))));
  if (!graph.ok) throw new Error(graph.diagnostics[0]!.message);
  return graph.value;
}
const id = (name: string) => `model.shop.${name}`;
const names = (ids: Iterable<string>) => [...ids].map((each) => each.split('.').at(-1)!);

describe('buildGraph', () => {
  const graph = graphOf({ d: ['b', 'c'], b: ['a'], c: ['a'], a: [], z: [], gone: ['nowhere'] });

  it('knows parents and children', () => {
    expect(names(graph.parents(id('d')))).toEqual(['b', 'c']);
    expect(names(graph.children(id('a')))).toEqual(['b', 'c']);
    expect(graph.parents(id('gone'))).toEqual([]);
    expect(graph.parents('model.shop.nobody')).toEqual([]);
  });

  it('walks up and down, as far as asked', () => {
    expect(names(graph.ancestors(id('d'))).sort()).toEqual(['a', 'b', 'c']);
    expect(names(graph.ancestors(id('d'), 1)).sort()).toEqual(['b', 'c']);
    expect(names(graph.descendants(id('a'), 0))).toEqual([]);
    expect(names(graph.descendants(id('a'))).sort()).toEqual(['b', 'c', 'd']);
    expect(names(graph.above([id('d'), id('b')])).sort()).toEqual(['a', 'b', 'c']);
  });

  it('orders by depth, then name', () => {
    expect(names(graph.order())).toEqual(['a', 'gone', 'z', 'b', 'c', 'd']);
    expect(names(graph.order([id('d'), id('z'), id('c'), 'unknown']))).toEqual(['z', 'c', 'd']);
  });

  it('prints a cycle as a path, with the file of each node and the place of the first ref', () => {
    const text = 'select 1\nfrom {{ ref("b") }}';
    const source = new SourceText('models/a.sql', text);
    const start = text.indexOf('ref');
    const manifest = manifestOf([
      model('below', ['a']),
      model('a', ['c', 'above'], {
        source,
        calls: [
          ['b', start, start + 8],
          ['c', start, start + 8],
        ],
      }),
      model('b', ['a']),
      model('c', ['b']),
      model('above', []),
    ]);
    const result = buildGraph(manifest);
    if (result.ok) throw new Error('expected a cycle');
    expect(result.diagnostics).toHaveLength(1);
    const [cycle] = result.diagnostics;
    expect(cycle!.code).toBe('A2101');
    expect(cycle!.message).toBe('models read each other in a circle: a → c → b → a');
    expect(cycle!.location).toMatchObject({ file: 'models/a.sql', range: { start: { line: 2, column: 9 } } });
    expect(cycle!.related!.map(({ message }) => message)).toEqual(['c reads b', 'b reads a']);
  });

  it('names a model that refers to itself', () => {
    const result = buildGraph(manifestOf([model('a', ['a'])]));
    expect(result.ok ? '' : result.diagnostics[0]!.message).toBe('a reads itself');
  });

  it('is fast at 5,000 models and 15,000 tests', () => {
    const models = Array.from({ length: 5000 }, (_, n) =>
      model(`m${n}`, n < 100 ? [] : [`m${n - 100}`, `m${(n * 7) % (n - 50)}`]),
    );
    const tests = models.flatMap((each) => [0, 1, 2].map((n) => testNode(`t${n}_${each.name}`, [each.id])));
    const started = performance.now();
    const big = buildGraph(manifestOf([...models, ...tests]));
    if (!big.ok) throw new Error('no graph');
    expect(big.value.order()).toHaveLength(20_000);
    for (const each of models) big.value.ancestors(each.id);
    expect(performance.now() - started).toBeLessThan(10_000);
  }, 30_000);
});
