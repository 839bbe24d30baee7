import type { NodeId } from '../base/index.ts';
import type { Graph } from '../graph/index.ts';

/**
 * Gives, for a node, the nearest nodes above it that have something to do in this run, looking through those
 * that have not (ephemeral models, nodes not selected). So an order holds across gaps in the selection, as in dbt.
 */
export function nearestAbove(
  graph: Pick<Graph, 'parents'>,
  runs: (node: NodeId) => boolean,
): (node: NodeId) => ReadonlySet<NodeId> {
  const known = new Map<NodeId, ReadonlySet<NodeId>>();
  const solve = (start: NodeId): ReadonlySet<NodeId> => {
    const pending = [start];
    while (pending.length > 0) {
      const node = pending.at(-1)!;
      const unknown = graph.parents(node).filter((parent) => !runs(parent) && !known.has(parent));
      if (unknown.length > 0) {
        pending.push(...unknown);
        continue;
      }
      const above = new Set<NodeId>();
      for (const parent of graph.parents(node)) {
        if (runs(parent)) above.add(parent);
        else for (const further of known.get(parent)!) above.add(further);
      }
      known.set(node, above);
      pending.pop();
    }
    return known.get(start)!;
  };
  return (node) => known.get(node) ?? solve(node);
}
