import type { NodeId } from '../base/index.ts';

/**
 * Partitions the nodes that a run builds into the groups that are published together. Nodes that one
 * test judges together share a group; so do groups that would have to wait for each other.
 *
 * @param order the built nodes in graph order
 * @param ties sets of built nodes that one test judges
 * @param upstream the built nodes that a built node reads, directly or through nodes that are not built
 */
export function publishGroups(
  order: readonly NodeId[],
  ties: readonly (readonly NodeId[])[],
  upstream: (node: NodeId) => Iterable<NodeId>,
): readonly (readonly NodeId[])[] {
  const groups = new DisjointSets(order);
  for (const tie of ties) for (const node of tie) groups.join(tie[0]!, node);
  if (ties.length > 0) joinCycles(order, groups, upstream);

  const members = new Map<NodeId, NodeId[]>();
  for (const node of order) {
    const root = groups.root(node);
    const group = members.get(root);
    if (group === undefined) members.set(root, [node]);
    else group.push(node);
  }
  return [...members.values()];
}

/** Joins the groups of each strongly connected component, found with Tarjan's algorithm on an explicit stack. */
function joinCycles(
  order: readonly NodeId[],
  groups: DisjointSets,
  upstream: (node: NodeId) => Iterable<NodeId>,
): void {
  const edges = new Map<NodeId, Set<NodeId>>();
  for (const node of order) {
    const root = groups.root(node);
    const targets = edges.get(root) ?? new Set<NodeId>();
    for (const parent of upstream(node)) {
      const parentRoot = groups.root(parent);
      if (parentRoot !== root) targets.add(parentRoot);
    }
    edges.set(root, targets);
  }
  for (const component of stronglyConnected(edges)) {
    for (const root of component) groups.join(component[0]!, root);
  }
}

function stronglyConnected(edges: ReadonlyMap<NodeId, ReadonlySet<NodeId>>): NodeId[][] {
  const index = new Map<NodeId, number>();
  const low = new Map<NodeId, number>();
  const open: NodeId[] = [];
  const isOpen = new Set<NodeId>();
  const components: NodeId[][] = [];
  for (const start of edges.keys()) {
    if (index.has(start)) continue;
    const calls: { node: NodeId; rest: Iterator<NodeId> }[] = [];
    const enter = (node: NodeId) => {
      index.set(node, index.size);
      low.set(node, index.get(node)!);
      open.push(node);
      isOpen.add(node);
      calls.push({ node, rest: (edges.get(node) ?? new Set<NodeId>()).values() });
    };
    enter(start);
    while (calls.length > 0) {
      const { node, rest } = calls.at(-1)!;
      const next = rest.next();
      if (!next.done) {
        if (!index.has(next.value)) enter(next.value);
        else if (isOpen.has(next.value)) low.set(node, Math.min(low.get(node)!, index.get(next.value)!));
        continue;
      }
      calls.pop();
      const parent = calls.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(node)!));
      if (low.get(node) === index.get(node)) components.push(closeComponent(node, open, isOpen));
    }
  }
  return components;
}

function closeComponent(root: NodeId, open: NodeId[], isOpen: Set<NodeId>): NodeId[] {
  const component: NodeId[] = [];
  for (;;) {
    const node = open.pop()!;
    isOpen.delete(node);
    component.push(node);
    if (node === root) return component;
  }
}

class DisjointSets {
  readonly #parent = new Map<NodeId, NodeId>();

  constructor(nodes: Iterable<NodeId>) {
    for (const node of nodes) this.#parent.set(node, node);
  }

  root(node: NodeId): NodeId {
    let root = node;
    for (let parent = this.#parent.get(root)!; parent !== root; parent = this.#parent.get(root)!)
      root = parent;
    this.#parent.set(node, root);
    return root;
  }

  join(a: NodeId, b: NodeId): void {
    this.#parent.set(this.root(b), this.root(a));
  }
}
