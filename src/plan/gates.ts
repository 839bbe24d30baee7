import type { NodeId } from '../base/index.ts';
import type { Graph } from '../graph/index.ts';
import type { StepId } from './step.ts';
import type { Check } from './test-steps.ts';

/** For each built node the test steps that must pass before it starts: as in dbt, those whose every parent is above it. */
export function gatesOf(
  checks: readonly Check[],
  graph: Graph,
  buildOrder: readonly NodeId[],
  isBuilt: (node: NodeId) => boolean,
): ReadonlyMap<NodeId, readonly StepId[]> {
  const single = new Map<NodeId, StepId[]>();
  for (const check of checks) {
    const [only, ...others] = check.subjects;
    if (only !== undefined && others.length === 0) single.set(only, [...(single.get(only) ?? []), check.id]);
  }
  const gates = new Map<NodeId, StepId[]>();
  for (const node of buildOrder) {
    const nearest = upToBuilt(node, graph, isBuilt);
    gates.set(
      node,
      [...nearest].flatMap((above) => single.get(above) ?? []),
    );
  }
  for (const check of checks.filter((candidate) => candidate.subjects.length > 1)) {
    const below = check.subjects.map((subject) => graph.descendants(subject));
    const gated = new Set(buildOrder.filter((node) => below.every((set) => set.has(node))));
    for (const node of gated) {
      // What is further below waits for these.
      const isFirst = ![...upToBuilt(node, graph, isBuilt)].some((above) => gated.has(above));
      if (isFirst) gates.get(node)!.push(check.id);
    }
  }
  return gates;
}

/** The nodes above, up to the nearest that are built: what is above those gates them already. */
function upToBuilt(start: NodeId, graph: Graph, isBuilt: (node: NodeId) => boolean): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  const pending = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const parent of graph.parents(node)) {
      if (found.has(parent)) continue;
      found.add(parent);
      if (!isBuilt(parent)) pending.push(parent);
    }
  }
  return found;
}
