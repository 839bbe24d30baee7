import type { NodeId } from '../../base/index.ts';
import type { GraphMember } from './graph.ts';

/** The place of every node in the order "depth, then name, then id", and the nodes that no order can hold. */
export interface Ranking {
  readonly ranks: ReadonlyMap<NodeId, number>;
  /** Members of cycles and what is below them. */
  readonly unordered: readonly NodeId[];
}

/** Takes the members of a graph and ranks them; a node's depth is its longest distance from a root. */
export function rank(members: readonly GraphMember[]): Ranking {
  const byId = new Map(members.map((member) => [member.id, member]));
  const waitsFor = new Map<NodeId, number>();
  const children = new Map<NodeId, NodeId[]>();
  for (const member of members) {
    const parents = new Set(member.dependsOn.nodes.filter((id) => byId.has(id)));
    waitsFor.set(member.id, parents.size);
    for (const parent of parents) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [member.id]);
      else known.push(member.id);
    }
  }
  const ordered: NodeId[] = [];
  let layer = members.map((member) => member.id).filter((id) => waitsFor.get(id) === 0);
  while (layer.length > 0) {
    layer.sort((a, b) => compare(byId.get(a)!.name, byId.get(b)!.name) || compare(a, b));
    ordered.push(...layer);
    const following: NodeId[] = [];
    for (const id of layer) {
      for (const child of children.get(id) ?? []) {
        const left = waitsFor.get(child)! - 1;
        waitsFor.set(child, left);
        if (left === 0) following.push(child);
      }
    }
    layer = following;
  }
  const ranks = new Map(ordered.map((id, place) => [id, place]));
  return { ranks, unordered: members.map((member) => member.id).filter((id) => !ranks.has(id)) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
