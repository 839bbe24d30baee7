import type { NodeId } from '../../base/index.ts';
import type { GraphMember } from './graph.ts';
import { knownOf } from './known-of.ts';

/** The place of every node in the order "depth, then name, then id", and the nodes that no order can hold. */
export interface Ranking {
  /** Made when first asked: putting them in order takes longer than seeing that there is one. */
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
    const parents = knownOf(member.dependsOn.nodes, byId);
    waitsFor.set(member.id, parents.length);
    for (const parent of parents) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [member.id]);
      else known.push(member.id);
    }
  }
  const layers: NodeId[][] = [];
  let layer = members.map((member) => member.id).filter((id) => waitsFor.get(id) === 0);
  while (layer.length > 0) {
    layers.push(layer);
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
  const placed = new Set(layers.flat());
  let ranks: ReadonlyMap<NodeId, number> | undefined;
  return {
    get ranks() {
      ranks ??= new Map(layers.flatMap((ids) => byName(ids, byId)).map((id, place) => [id, place]));
      return ranks;
    },
    unordered:
      placed.size === byId.size ? [] : members.map((member) => member.id).filter((id) => !placed.has(id)),
  };
}

const byName = (ids: readonly NodeId[], members: ReadonlyMap<NodeId, GraphMember>): NodeId[] =>
  [...ids].sort((a, b) => compare(members.get(a)!.name, members.get(b)!.name) || compare(a, b));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
