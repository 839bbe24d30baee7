import type { NodeId } from '../base/index.ts';
import type { Manifest, ManifestNode } from '../manifest/index.ts';

/** What a node reads: relations, and the ephemeral models that stand between it and them. */
export function readThrough(
  node: ManifestNode,
  { nodes }: Pick<Manifest, 'nodes'>,
): { readonly reads: ReadonlySet<NodeId>; readonly ephemeral: readonly ManifestNode[] } {
  const reads = new Set<NodeId>();
  const ephemeral = new Map<NodeId, ManifestNode>();
  const waiting = [...node.dependsOn.nodes];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const read = nodes.get(id);
    if (read === undefined || id === node.id || ephemeral.has(id)) continue;
    if (read.resource === 'model' && read.config.materialized === 'ephemeral') {
      ephemeral.set(id, read);
      waiting.push(...read.dependsOn.nodes);
    } else reads.add(id);
  }
  return { reads, ephemeral: [...ephemeral.values()] };
}
