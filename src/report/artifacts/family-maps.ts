import type { NodeId } from '../../base/index.ts';
import type { DescribedResource, Manifest, ManifestNode } from '../../manifest/index.ts';

/** Tests that are off since what they read is stay among the nodes. */
export const isOff = (node: ManifestNode): boolean => node.resource === 'test' && node.off === true;

export const listedNodes = ({ nodes, disabled }: Manifest): readonly ManifestNode[] => [
  ...nodes.values(),
  ...disabled.filter(isOff),
];

/** Who depends on whom, in both directions. */
export function familyMaps(manifest: Manifest): Record<string, unknown> {
  const parents: Record<NodeId, NodeId[]> = {};
  const children: Record<NodeId, NodeId[]> = {};
  const all: (ManifestNode | DescribedResource)[] = [
    ...listedNodes(manifest),
    ...manifest.described.values(),
  ];
  for (const { id } of all) {
    parents[id] = [];
    children[id] = [];
  }
  for (const node of all) {
    const { nodes } = node.dependsOn;
    for (const parent of nodes.length < 2 ? nodes : new Set(nodes)) {
      parents[node.id]?.push(parent);
      children[parent]?.push(node.id);
    }
  }
  for (const ids of Object.values(parents)) if (ids.length > 1) ids.sort();
  for (const ids of Object.values(children)) if (ids.length > 1) ids.sort();
  return { parent_map: parents, child_map: children };
}

/** What belongs to each group, by the group's name. */
export function groupMap({ groups, nodes, described }: Manifest): Record<string, NodeId[]> {
  const map: Record<string, NodeId[]> = {};
  for (const { name } of groups.values()) map[name] = [];
  for (const node of [...nodes.values(), ...described.values()])
    if ('group' in node && node.group !== undefined) map[node.group]?.push(node.id);
  return map;
}
