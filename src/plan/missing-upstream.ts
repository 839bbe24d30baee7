import type { NodeId } from '../base/index.ts';
import type { Graph } from '../graph/index.ts';
import type { BuildableNode, Manifest, ManifestNode } from '../manifest/index.ts';

/** The nodes upstream of `from` that are not in the warehouse, each with the node that reads it. */
export function missingUpstream(
  request: {
    readonly graph: Graph;
    readonly manifest: Manifest;
    readonly exists: (node: BuildableNode) => boolean;
  },
  from: Iterable<NodeId>,
): ReadonlyMap<NodeId, NodeId> {
  const start = new Set(from);
  const missing = new Map<NodeId, NodeId>();
  const visited = new Set<NodeId>(start);
  const pending = [...start].map((id) => ({ id, reader: id }));
  while (pending.length > 0) {
    const { id, reader } = pending.pop()!;
    for (const parent of request.graph.parents(id)) {
      const node = request.manifest.nodes.get(parent)!;
      if (visited.has(parent) || node.resource === 'source' || node.resource === 'test') continue;
      visited.add(parent);
      if (!isBuilt(node)) pending.push({ id: parent, reader });
      else if (!request.exists(node)) {
        missing.set(parent, reader);
        pending.push({ id: parent, reader: parent });
      }
    }
  }
  return missing;
}

/** Whether a node becomes a relation of the warehouse: seeds, and models that are not ephemeral. */
export const isBuilt = (node: ManifestNode): node is BuildableNode =>
  node.resource === 'seed' || (node.resource === 'model' && node.config.materialized !== 'ephemeral');
