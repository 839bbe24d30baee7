import type { NodeId } from '../../base/index.ts';
import type { Graph } from '../dag/graph.ts';
import type { IndirectSelection } from './criterion.ts';
import type { Selectable } from './selectable.ts';

/** Nodes that are selected, and tests that will be once the rest of what they read is selected too. */
export interface Found {
  readonly direct: ReadonlySet<NodeId>;
  readonly open: ReadonlySet<NodeId>;
}

interface Nodes {
  readonly graph: Graph;
  readonly byId: ReadonlyMap<NodeId, Selectable>;
}

/**
 * Takes selected nodes and adds the tests that read them: with `eager` all, with `cautious` those that read nothing
 * else, with `buildable` also those that read parents of the selected, with `empty` none.
 */
export function withTests(selected: ReadonlySet<NodeId>, mode: IndirectSelection, nodes: Nodes): Found {
  const direct = new Set(selected);
  const open = new Set<NodeId>();
  if (mode === 'empty') return { direct, open };
  const above = mode === 'buildable' ? nodes.graph.above(selected) : undefined;
  const near = (id: NodeId) =>
    selected.has(id) || (above !== undefined && (above.has(id) || nodes.byId.get(id)?.resource === 'source'));
  for (const parent of selected) {
    for (const id of nodes.graph.children(parent)) {
      if (selected.has(id) || direct.has(id) || open.has(id)) continue;
      const node = nodes.byId.get(id);
      if (node === undefined || (node.resource !== 'test' && node.resource !== 'unit_test')) continue;
      if (mode === 'eager' || node.dependsOn.nodes.every(near)) direct.add(id);
      else open.add(id);
    }
  }
  return { direct, open };
}

/** Takes what a set of criteria found and selects the open tests whose other parents have turned up in it. */
export function settle(found: Found, mode: IndirectSelection, nodes: Nodes): Found {
  if (mode !== 'cautious' && mode !== 'buildable') return found;
  const direct = new Set(found.direct);
  const above = mode === 'buildable' ? nodes.graph.above(found.direct) : undefined;
  const near = (id: NodeId) => direct.has(id) || (above?.has(id) ?? false);
  for (const id of found.open) {
    const node = nodes.byId.get(id);
    if (node !== undefined && node.resource !== 'unit_test' && node.dependsOn.nodes.every(near)) {
      direct.add(id);
    }
  }
  return { direct, open: found.open };
}
