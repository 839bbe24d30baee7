import type { NodeId } from '../../base/index.ts';
import { knownOf } from './known-of.ts';

/** Which node reads which: a DAG whose nodes are the manifest's. Unknown ids have no relatives. */
export interface Graph {
  /** In manifest order. */
  readonly nodes: readonly NodeId[];
  has(id: NodeId): boolean;
  /** What the node reads, in the order in which it names them. */
  parents(id: NodeId): readonly NodeId[];
  /** What reads the node. */
  children(id: NodeId): readonly NodeId[];
  /** Everything above the node, itself not; up to `depth` steps away. */
  ancestors(id: NodeId, depth?: number): ReadonlySet<NodeId>;
  /** Everything below the node, itself not; up to `depth` steps away. */
  descendants(id: NodeId, depth?: number): ReadonlySet<NodeId>;
  /** All nodes, or these, parents before children: by longest distance from a root, then by name and id. */
  order(ids?: Iterable<NodeId>): readonly NodeId[];
  /** What is above at least one of the nodes; a start node is among it only if it is above another one. */
  above(starts: Iterable<NodeId>, depth?: number): ReadonlySet<NodeId>;
  /** What is below at least one of the nodes; a start node is among it only if it is below another one. */
  below(starts: Iterable<NodeId>, depth?: number): ReadonlySet<NodeId>;
}

/** What the graph needs to know of a node. */
export interface GraphMember {
  readonly id: NodeId;
  readonly name: string;
  readonly dependsOn: { readonly nodes: readonly NodeId[] };
}

const none: readonly NodeId[] = [];
/** Remembered relatives are dropped when they hold more ids than this together. */
const memoLimit = 2_000_000;

/**
 * The graph of members without cycles; dependencies on nodes that do not exist are left out. `ranking` gives each
 * node its place in the topological order.
 */
export function graphOver(
  members: Iterable<GraphMember>,
  ranking: { readonly ranks: ReadonlyMap<NodeId, number> },
): Graph {
  const all = [...members];
  const nodes = all.map((member) => member.id);
  const childrenOf = new Map<NodeId, NodeId[]>(nodes.map((id) => [id, []]));
  const parentsOf = new Map<NodeId, readonly NodeId[]>();
  for (const { id, dependsOn } of all) {
    const parents = knownOf(dependsOn.nodes, childrenOf);
    parentsOf.set(id, parents);
    for (const parent of parents) childrenOf.get(parent)!.push(id);
  }
  const parents = (id: NodeId) => parentsOf.get(id) ?? none;
  const children = (id: NodeId) => childrenOf.get(id) ?? none;
  const ancestors = remembered((id) => reach([id], parents));
  const descendants = remembered((id) => reach([id], children));
  return {
    nodes,
    has: (id) => parentsOf.has(id),
    parents,
    children,
    ancestors: (id, depth) => (depth === undefined ? ancestors(id) : reach([id], parents, depth)),
    descendants: (id, depth) => (depth === undefined ? descendants(id) : reach([id], children, depth)),
    order: (ids = nodes) => {
      const { ranks } = ranking;
      return [...new Set(ids)].filter((id) => ranks.has(id)).sort((a, b) => ranks.get(a)! - ranks.get(b)!);
    },
    above: (starts, depth) => reach(starts, parents, depth),
    below: (starts, depth) => reach(starts, children, depth),
  };
}

/** Breadth first, layer by layer. */
function reach(
  starts: Iterable<NodeId>,
  next: (id: NodeId) => readonly NodeId[],
  depth: number = Number.POSITIVE_INFINITY,
): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  let layer: NodeId[] = [...starts];
  for (let step = 0; step < depth && layer.length > 0; step++) {
    const following: NodeId[] = [];
    for (const id of layer) {
      for (const relative of next(id)) {
        if (found.has(relative)) continue;
        found.add(relative);
        following.push(relative);
      }
    }
    layer = following;
  }
  return found;
}

function remembered(compute: (id: NodeId) => ReadonlySet<NodeId>): (id: NodeId) => ReadonlySet<NodeId> {
  const known = new Map<NodeId, ReadonlySet<NodeId>>();
  let held = 0;
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const relatives = compute(id);
    held += relatives.size;
    if (held > memoLimit) {
      known.clear();
      held = relatives.size;
    }
    known.set(id, relatives);
    return relatives;
  };
}
