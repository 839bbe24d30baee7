import type { NodeId } from '../base/index.ts';
import type { Before, Known } from '../fingerprint/index.ts';
import type { Graph } from '../graph/index.ts';
import type { Reason } from './reason.ts';
import type { Plan } from './step.ts';

/** One selected node of a plan: what becomes of it, and why. */
export interface Explained {
  readonly node: NodeId;
  /** `show`: a view of what another target has; `maybe`: only if the data that it reads comes out another. */
  readonly action: 'build' | 'show' | 'maybe' | 'reuse';
  /** Of what is built. */
  readonly reason?: Reason;
  /** Of what is reused: when it was built, epoch milliseconds. */
  readonly since?: number;
  /** How many nodes of the plan wait to hear what its data comes to. */
  readonly downstream: number;
  /** What it was the last time. */
  readonly rows?: number;
  readonly seconds?: number;
  readonly tests: { readonly run: number; readonly reused: number };
}

export interface ExplainedTest {
  readonly node: NodeId;
  /** The nodes that it looks at. */
  readonly reads: readonly NodeId[];
  readonly action: Explained['action'];
  readonly reason?: Reason;
  readonly since?: number;
}

export interface ExplainedPlan {
  /** In graph order. */
  readonly nodes: readonly Explained[];
  readonly tests: readonly ExplainedTest[];
}

/** Says of each node and test what a plan does with it. It walks the steps that a run carries out. */
export function explainPlan(
  plan: Plan,
  graph: Graph,
  known: Pick<Known, 'before'>,
  isTest: (node: NodeId) => boolean,
): ExplainedPlan {
  const reasons = new Map<NodeId, Reason>();
  const tests: ExplainedTest[] = [];
  const readsOf = (node: NodeId) => [...graph.parents(node)];
  for (const step of plan.steps) {
    if (step.kind === 'model' || step.kind === 'seed') reasons.set(step.node, step.reason);
    if (step.kind === 'test')
      for (const [node, reason] of step.reasons)
        tests.push({ node, reads: readsOf(node), action: actionFor(reason), reason });
  }
  const reused = new Map(plan.reused.map((each) => [each.node, each]));
  for (const { node, since } of plan.reused)
    if (isTest(node)) tests.push({ node, reads: readsOf(node), action: 'reuse', since });
  const counts = testCounts(tests, graph);
  const waiting = (node: NodeId): number =>
    [...graph.descendants(node)].filter((below) => reasons.get(below)?.kind === 'upstream').length;
  const nodes = graph
    .order([...reasons.keys(), ...[...reused.keys()].filter((node) => !isTest(node))])
    .map((node): Explained => {
      const before = known.before(node);
      const reason = reasons.get(node);
      const common = { node, ...historyOf(before), tests: counts.get(node) ?? { run: 0, reused: 0 } };
      if (reason !== undefined)
        return { ...common, action: actionFor(reason), reason, downstream: waiting(node) };
      return { ...common, action: 'reuse', since: reused.get(node)!.since, downstream: 0 };
    });
  return { nodes, tests };
}

const actions: Partial<Record<Reason['kind'], 'show' | 'maybe'>> = { upstream: 'maybe', shared: 'show' };

const actionFor = ({ kind }: Reason): 'build' | 'show' | 'maybe' => actions[kind] ?? 'build';

const historyOf = (before: Before | undefined) => ({
  ...(before?.rows !== undefined && { rows: before.rows }),
  ...(before?.seconds !== undefined && { seconds: before.seconds }),
});

/** Of each node, how many of the tests that read it are run, and how many are not. */
function testCounts(
  tests: readonly ExplainedTest[],
  graph: Graph,
): ReadonlyMap<NodeId, { run: number; reused: number }> {
  const counts = new Map<NodeId, { run: number; reused: number }>();
  for (const { node, action } of tests) {
    for (const parent of graph.parents(node)) {
      const count = counts.get(parent) ?? { run: 0, reused: 0 };
      count[action === 'reuse' ? 'reused' : 'run'] += 1;
      counts.set(parent, count);
    }
  }
  return counts;
}
