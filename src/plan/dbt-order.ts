import type { NodeId } from '../base/index.ts';
import type { Manifest, ManifestNode } from '../manifest/index.ts';
import { nearestAbove } from './running.ts';

interface OrderRequest {
  readonly nodes: readonly ManifestNode[];
  readonly selected: ReadonlySet<NodeId>;
  /** What a node waits for, tests among it. */
  readonly parents: (node: NodeId) => readonly NodeId[];
  readonly manifest: Manifest;
  /** Whether unit tests are no nodes of their own, and come right before their model. */
  readonly unitTestsFirst: boolean;
}

/**
 * The order in which dbt takes nodes: as they become free, those that do at once by how far they are below the first ones
 * and then by id. Ephemeral models take their turn in it; what is not selected does not.
 */
export function inDbtOrder({
  nodes,
  selected,
  parents,
  manifest,
  unitTestsFirst,
}: OrderRequest): readonly ManifestNode[] {
  const kinds = new Set(['model', 'seed', 'snapshot', 'test', ...(unitTestsFirst ? [] : ['unit_test'])]);
  const members = [...selected].filter((id) => kinds.has(manifest.nodes.get(id)?.resource ?? ''));
  const places = placesOf(members, parents);
  const placed = nodes.map((node) => {
    const isBefore = unitTestsFirst && node.resource === 'unit_test';
    return { node, place: places.get(isBefore ? node.tested : node.id)!, after: isBefore ? 0 : 1 };
  });
  return placed.sort((a, b) => a.place - b.place || a.after - b.after).map(({ node }) => node);
}

function placesOf(members: readonly NodeId[], parents: OrderRequest['parents']): ReadonlyMap<NodeId, number> {
  const all = new Set(members);
  const above = nearestAbove({ parents }, (id) => all.has(id));
  const waiting = new Map(members.map((id) => [id, above(id).size]));
  const below = new Map<NodeId, NodeId[]>(members.map((id) => [id, []]));
  for (const id of members) for (const need of above(id)) below.get(need)!.push(id);
  const depths = new Map<NodeId, number>();
  const free = (ids: readonly NodeId[]): NodeId[] => {
    for (const id of ids)
      depths.set(id, Math.max(-1, ...[...above(id)].map((need) => depths.get(need)!)) + 1);
    return [...ids].sort((a, b) => depths.get(a)! - depths.get(b)! || (a < b ? -1 : 1));
  };
  const order = free(members.filter((id) => waiting.get(id) === 0));
  for (let next = 0; next < order.length; next++) {
    const freed = below.get(order[next]!)!.filter((id) => {
      waiting.set(id, waiting.get(id)! - 1);
      return waiting.get(id) === 0;
    });
    order.push(...free(freed));
  }
  return new Map(order.map((id, place) => [id, place]));
}
