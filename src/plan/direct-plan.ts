import type { NodeId } from '../base/index.ts';
import type { Graph } from '../graph/index.ts';
import type { Manifest, ManifestNode } from '../manifest/index.ts';
import { inDbtOrder } from './dbt-order.ts';
import { decide, isReused, type Reuse } from './decide.ts';
import type { Reason } from './reason.ts';
import { nearestAbove } from './running.ts';
import { buildStepId, type Plan, type ReusedNode, type Step, type StepId } from './step.ts';

export interface DirectPlanRequest {
  readonly manifest: Manifest;
  readonly graph: Graph;
  /** What the selection gave. */
  readonly selected: ReadonlySet<NodeId>;
  /** Whether what is downstream of a failed test is held back: `build` does, `test` and `run` do not. */
  readonly gated: boolean;
  /** Whether unit tests come after their model and hold nothing back, even in a build: so they do when it is retried. */
  readonly unitTestsLast?: boolean;
  /** What tells which of them have not changed; without it all are built and run. */
  readonly reuse?: Reuse;
}

/**
 * Decides what a run does where relations are visible as soon as they are built. There is nothing to publish: a node
 * waits for the nearest selected nodes above it, in a build also for their tests, and a unit test goes before its model.
 * Snapshots and unit tests are never left out.
 */
export function makeDirectPlan(request: DirectPlanRequest): Plan {
  const { manifest, graph, selected, gated, reuse } = request;
  const unitTestsFirst = gated && request.unitTestsLast !== true;
  const steps = new Map<NodeId, ManifestNode>();
  for (const id of graph.order(selected)) {
    const node = manifest.nodes.get(id);
    if (node !== undefined && hasStep(node)) steps.set(id, node);
  }
  // In a build a unit test goes with its model, be it built or not, and not without it.
  if (unitTestsFirst)
    for (const node of steps.values())
      if (node.resource === 'unit_test' && !selected.has(node.tested)) steps.delete(node.id);
  const count = (wanted: (node: ManifestNode) => boolean) => [...steps.values()].filter(wanted).length;
  const snapshots = count(({ resource }) => resource === 'snapshot');
  const counts = {
    models: count(({ resource }) => resource === 'model'),
    seeds: count(({ resource }) => resource === 'seed'),
    tests: count(isTest),
    ...(snapshots > 0 && { snapshots }),
  };
  const reasons = new Map<NodeId, Reason>();
  const reused = reuse === undefined ? [] : leaveUnchanged(steps, reuse, reasons);
  const gates = gated ? testGates([...steps.values()], manifest, graph, unitTestsFirst) : none;
  const parents = (id: NodeId): readonly NodeId[] => {
    const node = manifest.nodes.get(id);
    const isFirst = node?.resource === 'unit_test' && request.unitTestsLast !== true;
    const own = graph.parents(isFirst ? node.tested : id);
    return [...own, ...(gates.get(id) ?? [])];
  };
  const above = nearestAbove({ parents }, (id) => steps.has(id));
  const ordered = inDbtOrder({ nodes: [...steps.values()], selected, parents, manifest, unitTestsFirst });
  const planned: Step[] = ordered.map((node) => {
    const needs = [...above(node.id)].map((id) => stepIdOf(manifest.nodes.get(id)!));
    const reason: Reason = reasons.get(node.id) ?? { kind: 'selected' };
    const common = { id: stepIdOf(node), needs, after: [], reason } as const;
    if (isTest(node))
      return { ...common, kind: 'test', tests: [node.id], reasons: new Map([[node.id, common.reason]]) };
    return { ...common, kind: node.resource === 'seed' ? 'seed' : 'model', node: node.id };
  });
  return { steps: planned, selected: counts, buildMissing: [], reused };
}

/** Takes away what is as it was, and gives what remains its reasons. */
function leaveUnchanged(
  steps: Map<NodeId, ManifestNode>,
  reuse: Reuse,
  reasons: Map<NodeId, Reason>,
): readonly ReusedNode[] {
  const reused: ReusedNode[] = [];
  const building = new Set<NodeId>();
  for (const [id, node] of [...steps]) {
    if (node.resource === 'snapshot') building.add(id);
    if (node.resource !== 'model' && node.resource !== 'seed' && node.resource !== 'test') continue;
    const decision = decide(node, reuse, (other) => building.has(other));
    if (isReused(decision)) {
      const { at: since, rows } = decision;
      reused.push({ node: id, since, ...(rows !== undefined && { rows }) });
      steps.delete(id);
      continue;
    }
    reasons.set(id, decision);
    if (node.resource !== 'test') building.add(id);
  }
  return reused;
}

const none: ReadonlyMap<NodeId, readonly NodeId[]> = new Map();

const isTest = ({ resource }: ManifestNode): boolean => resource === 'test' || resource === 'unit_test';

const stepIdOf = (node: ManifestNode): StepId => (isTest(node) ? `test:${node.id}` : buildStepId(node.id));

function hasStep(node: ManifestNode): boolean {
  if (node.resource === 'model') return node.config.materialized !== 'ephemeral';
  return node.resource === 'seed' || node.resource === 'snapshot' || isTest(node);
}

/** The tests that a node waits for: those whose every parent is above it, where no node above it waits for them already. */
function testGates(
  steps: readonly ManifestNode[],
  manifest: Manifest,
  graph: Graph,
  unitTestsFirst: boolean,
): ReadonlyMap<NodeId, readonly NodeId[]> {
  const gates = new Map<NodeId, NodeId[]>();
  const gate = (node: NodeId, test: NodeId): void => {
    const known = gates.get(node);
    if (known === undefined) gates.set(node, [test]);
    else known.push(test);
  };
  const isGated = (id: NodeId): boolean => {
    const resource = manifest.nodes.get(id)?.resource;
    return resource === 'model' || resource === 'seed' || resource === 'snapshot';
  };
  const latest = new Map<NodeId, NodeId>();
  for (const test of steps) {
    if (test.resource === 'unit_test' && unitTestsFirst) {
      // Those of one model go one after the other, as in dbt: after the first that fails the others are skipped.
      const before = latest.get(test.tested);
      if (before !== undefined) gate(test.id, before);
      latest.set(test.tested, test.id);
      gate(test.tested, test.id);
      continue;
    }
    if (test.resource !== 'test') continue;
    const [only, ...others] = graph.parents(test.id);
    if (only === undefined) continue;
    if (others.length === 0) {
      for (const child of graph.children(only)) if (isGated(child)) gate(child, test.id);
      continue;
    }
    const below = [only, ...others].map((parent) => graph.descendants(parent));
    const held = [...below[0]!].filter((id) => isGated(id) && below.every((set) => set.has(id)));
    const all = new Set(held);
    for (const id of held) if (!graph.parents(id).some((parent) => all.has(parent))) gate(id, test.id);
  }
  return gates;
}
