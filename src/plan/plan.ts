import type { NodeId } from '../base/index.ts';
import type { Graph } from '../graph/index.ts';
import type {
  BuildableNode,
  Manifest,
  ManifestNode,
  ModelNode,
  SeedNode,
  TestNode,
} from '../manifest/index.ts';
import { decide, isReused, type Reuse } from './decide.ts';
import { gatesOf } from './gates.ts';
import { isBuilt, missingUpstream } from './missing-upstream.ts';
import { publishSteps } from './publish-steps.ts';
import type { Reason } from './reason.ts';
import { nearestAbove } from './running.ts';
import { sortSteps } from './sort-steps.ts';
import { buildStepId, type Plan, type ReusedNode, type Step } from './step.ts';
import { testSteps } from './test-steps.ts';

export interface PlanRequest {
  readonly manifest: Manifest;
  readonly graph: Graph;
  /** What the selection gave. */
  readonly selected: ReadonlySet<NodeId>;
  /** Which of the selected nodes the command runs: `test` only tests, `run` no tests, `build` all. */
  readonly runs: { readonly models: boolean; readonly seeds: boolean; readonly tests: boolean };
  /** Whether a node's relation is in the warehouse. */
  readonly exists: (node: BuildableNode) => boolean;
  /** Whether a node's relation reads what is upstream of it each time it is read itself: views. */
  readonly readsThrough: (node: BuildableNode) => boolean;
  /** Builds what is missing upstream; when false `missingUpstream` tells what that would be. */
  readonly buildMissing: boolean;
  /** What tells which of them have not changed; without it all are built and run. */
  readonly reuse?: Reuse;
}

/**
 * Decides what a run does and in which order. The only place that does: whatever explains a run walks the same
 * steps. A model waits for the models it reads and for the tests that could find them wrong; it is published
 * when its own tests have passed and what it reads is published.
 */
export function makePlan(request: PlanRequest): Plan {
  const { manifest, graph, runs } = request;
  const selected = (node: NodeId) => request.selected.has(node);
  const built = new Map<NodeId, Reason>();
  const tests = new Set<NodeId>();
  const counts = { models: 0, seeds: 0 };
  for (const id of request.selected) {
    const node = manifest.nodes.get(id)!;
    if (node.resource === 'test' && runs.tests) {
      tests.add(id);
    } else if (isBuilt(node) && (node.resource === 'model' ? runs.models : runs.seeds)) {
      built.set(id, { kind: 'selected' });
      counts[node.resource === 'model' ? 'models' : 'seeds'] += 1;
    }
  }
  const missing = missingUpstream(request, built.keys());
  if (request.buildMissing) {
    for (const [id, neededBy] of missing) built.set(id, { kind: 'never_built', neededBy });
    if (runs.tests) addTestsOf(missing.keys(), request, built, tests);
  }
  const selectedTests = tests.size;
  const { reused, testReasons } = leaveUnchanged(request, built, tests);

  const order = graph.order([...built.keys(), ...tests]);
  const testNodes = order.filter((id) => tests.has(id)).map((id) => manifest.nodes.get(id) as TestNode);
  const checks = testSteps(testNodes, graph, (node) => isRelation(manifest.nodes.get(node)!));
  const isBuiltHere = (node: NodeId) => built.has(node);
  const above = nearestAbove(graph, isBuiltHere);
  const reasonOf = (id: NodeId): Reason => built.get(id) ?? { kind: 'selected' };

  const buildOrder = order.filter((id) => built.has(id));
  const gates = gatesOf(checks, graph, buildOrder, isBuiltHere);
  const steps: Step[] = [];
  for (const id of buildOrder) {
    const kind = (manifest.nodes.get(id) as ModelNode | SeedNode).resource;
    const needs = [...above(id)].map(buildStepId);
    steps.push({
      id: buildStepId(id),
      kind,
      after: [],
      node: id,
      needs: [...needs, ...(gates.get(id) ?? [])],
      reason: reasonOf(id),
    });
  }
  for (const check of checks) {
    const subjects = check.subjects.filter(isBuiltHere);
    const needs = check.subjects
      .flatMap((node) => (built.has(node) ? [node] : [...above(node)]))
      .map(buildStepId);
    const reasons = new Map(
      check.tests.map((test): [NodeId, Reason] => [
        test,
        testReasons.get(test) ?? (selected(test) ? { kind: 'selected' } : reasonOf(subjects[0] ?? test)),
      ]),
    );
    steps.push({
      id: check.id,
      kind: 'test',
      after: [],
      tests: check.tests,
      reasons,
      needs: [...new Set(needs)],
      reason: reasons.get(check.tests[0]!)!,
      ...(check.on && { on: check.on }),
    });
  }
  const readsThrough = (id: NodeId) => request.readsThrough(manifest.nodes.get(id) as BuildableNode);
  steps.push(...publishSteps({ buildOrder, checks, above, reasonOf, built: isBuiltHere, readsThrough }));
  return {
    steps: sortSteps(steps),
    selected: { ...counts, tests: selectedTests },
    buildMissing: buildOrder.filter((id) => built.get(id)!.kind === 'never_built'),
    reused,
  };
}

/** Takes away what is as it was, and gives what remains its reasons. */
function leaveUnchanged(
  { manifest, graph, reuse }: PlanRequest,
  built: Map<NodeId, Reason>,
  tests: Set<NodeId>,
): { readonly reused: readonly ReusedNode[]; readonly testReasons: ReadonlyMap<NodeId, Reason> } {
  const reused: ReusedNode[] = [];
  const testReasons = new Map<NodeId, Reason>();
  if (reuse === undefined) return { reused, testReasons };
  const building = new Set<NodeId>();
  const changing = (node: NodeId) => building.has(node);
  for (const id of graph.order([...built.keys(), ...tests])) {
    const node = manifest.nodes.get(id) as BuildableNode | TestNode;
    const decision = decide(node, reuse, changing);
    if (built.get(id)?.kind === 'never_built' && (isReused(decision) || decision.kind !== 'shared')) {
      building.add(id);
      continue;
    }
    if (isReused(decision)) {
      reused.push({
        node: id,
        since: decision.at,
        ...(decision.rows !== undefined && { rows: decision.rows }),
      });
      built.delete(id);
      tests.delete(id);
    } else if (node.resource === 'test') testReasons.set(id, decision);
    else {
      if (decision.kind !== 'shared') building.add(id);
      built.set(id, decision);
    }
  }
  return { reused, testReasons };
}

/** The tests of nodes that are built unselected, if all that they read is there to be read. */
function addTestsOf(
  nodes: Iterable<NodeId>,
  request: PlanRequest,
  built: ReadonlyMap<NodeId, Reason>,
  tests: Set<NodeId>,
): void {
  for (const id of nodes) {
    for (const child of request.graph.children(id)) {
      const node = request.manifest.nodes.get(child)!;
      if (node.resource !== 'test' || tests.has(child)) continue;
      if (isReadable(child, request, built)) tests.add(child);
    }
  }
}

/** Whether all that a node reads is there or is built; what has no relation itself is looked through. */
function isReadable(
  node: NodeId,
  request: Pick<PlanRequest, 'graph' | 'manifest' | 'exists'>,
  built: ReadonlyMap<NodeId, Reason>,
): boolean {
  return request.graph.parents(node).every((parent) => {
    const read = request.manifest.nodes.get(parent)!;
    if (isBuilt(read)) return built.has(parent) || request.exists(read);
    return isReadable(parent, request, built);
  });
}

const isRelation = (node: ManifestNode): boolean => node.resource === 'source' || isBuilt(node);
