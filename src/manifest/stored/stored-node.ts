import type { ManifestNode } from '../nodes.ts';
import { NotStorable, type Oddity, plainValue } from './plain-value.ts';

/** What a node is without what it finds out when it is asked: its template, and places. */
export type StoredNode = Readonly<Record<string, unknown>>;

export interface StoredNodes {
  /** Of a config that many nodes have in common, a node has the number in `shared`. */
  readonly nodes: readonly StoredNode[];
  /** Of each node its config as it is written, or the number of that. */
  readonly unrendered: readonly unknown[];
  readonly shared: readonly unknown[];
  readonly odd: readonly Oddity[];
}

const found = new Set(['locate', 'locateConfig', 'unrenderedConfig']);

/** The nodes as JSON; throws a `NotStorable` where one has more than data. */
export function storeNodes(nodes: readonly ManifestNode[]): StoredNodes {
  const odd: Oddity[] = [];
  const shared: unknown[] = [];
  const numbers = new Map<string, number>();
  const share = (value: unknown, path: readonly (string | number)[]): unknown => {
    const ofValue: Oddity[] = [];
    const plain = plainValue(value, path, ofValue);
    if (ofValue.length > 0) {
      odd.push(...ofValue);
      return plain;
    }
    const text = JSON.stringify(plain);
    let number = numbers.get(text);
    if (number === undefined) {
      number = shared.push(plain) - 1;
      numbers.set(text, number);
    }
    return number;
  };
  const stored = nodes.map((node, index): StoredNode => {
    const data: Record<string, unknown> = {};
    // A template that was never asked for is not to be parsed for this.
    for (const key of Object.keys(node) as (keyof ManifestNode | 'template' | 'test')[]) {
      if (found.has(key) || (key === 'template' && node.resource === 'model')) continue;
      const path = ['nodes', index, key];
      const value = (node as unknown as Readonly<Record<string, unknown>>)[key];
      if (typeof value === 'function') throw new NotStorable(`${node.id} has a function ${key}`);
      if (key === 'config') data.config = share(value, path);
      else if (key === 'test' && node.resource === 'test' && node.test.kind === 'singular')
        data.test = { kind: 'singular' };
      else data[key] = plainValue(value, path, odd);
    }
    return data;
  });
  const unrendered = nodes.map((node, index) => share(node.unrenderedConfig(), ['unrendered', index]));
  return { nodes: stored, unrendered, shared, odd };
}
