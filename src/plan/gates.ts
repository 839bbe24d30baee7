import type { NodeId } from '../base/index.ts';
import type { Graph } from '../graph/index.ts';
import type { StepId } from './step.ts';
import type { Check } from './test-steps.ts';

/** For each built node the test steps that must pass before it starts: as in dbt, those whose every parent is above it. */
export function gatesOf(
  checks: readonly Check[],
  graph: Graph,
  buildOrder: readonly NodeId[],
  above: (node: NodeId) => ReadonlySet<NodeId>,
): ReadonlyMap<NodeId, readonly StepId[]> {
  const gates = new Map<NodeId, StepId[]>();
  const add = (node: NodeId, gate: StepId) => {
    const known = gates.get(node);
    if (known === undefined) gates.set(node, [gate]);
    else known.push(gate);
  };
  const single = new Map<NodeId, StepId[]>();
  for (const check of checks) {
    if (check.subjects.length === 1)
      single.set(check.subjects[0]!, [...(single.get(check.subjects[0]!) ?? []), check.id]);
  }
  for (const node of buildOrder) {
    for (const parent of above(node)) for (const gate of single.get(parent) ?? []) add(node, gate);
  }
  for (const check of checks.filter((candidate) => candidate.subjects.length > 1)) {
    const below = check.subjects.map((subject) => graph.descendants(subject));
    const gated = new Set(buildOrder.filter((node) => below.every((set) => set.has(node))));
    for (const node of gated) if (![...above(node)].some((parent) => gated.has(parent))) add(node, check.id);
  }
  return gates;
}
