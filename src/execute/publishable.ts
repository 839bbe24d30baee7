import type { NodeId } from '../base/index.ts';
import { buildStepId, type PublishStep, type StepId } from '../plan/index.ts';
import type { Run } from './run.ts';
import { passesBeside } from './run-test-step.ts';

/** Which nodes of a group become visible, and which not, each with the nodes whose failure is the cause. */
export interface Publishable {
  readonly publish: readonly NodeId[];
  readonly withheld: ReadonlyMap<NodeId, readonly NodeId[]>;
}

/**
 * A node is withheld when it was not built, one of its tests failed, or something that it reads is withheld. A
 * test over several nodes withholds all of them when it fails; when only one of them is withheld, it is asked
 * again with that one's old version.
 */
export async function publishable(step: PublishStep, run: Run): Promise<Publishable> {
  const withheld = new Map<NodeId, readonly NodeId[]>();
  for (const { test, nodes } of step.ties) {
    const status = run.outcomes.get(test)?.status;
    if (status === 'fail' || status === 'error') for (const node of nodes) withheld.set(node, [test]);
  }
  for (let before = -1; before !== withheld.size; ) {
    before = withheld.size;
    for (const node of step.nodes) {
      if (withheld.has(node.node)) continue;
      const cause = causeOf(node, withheld, step, run);
      if (cause !== undefined) withheld.set(node.node, cause);
    }
    for (const { test, nodes } of step.ties) {
      const out = nodes.filter((node) => withheld.has(node));
      const rest = nodes.filter((node) => !withheld.has(node));
      if (out.length === 0 || rest.length === 0 || (await passesBeside(test, new Set(out), run))) continue;
      const because = withheld.get(out[0]!)!;
      for (const node of rest) withheld.set(node, because);
    }
  }
  const publish = step.nodes
    .map(({ node }) => node)
    .filter((node) => !withheld.has(node) && !run.unchanged.has(node));
  return { publish, withheld };
}

function causeOf(
  { node, checks, reads }: PublishStep['nodes'][number],
  withheld: ReadonlyMap<NodeId, readonly NodeId[]>,
  step: PublishStep,
  run: Run,
): readonly NodeId[] | undefined {
  const failed = [buildStepId(node), ...checks].find((id: StepId) => run.failures.has(id));
  if (failed !== undefined) return run.failures.get(failed);
  for (const read of reads) {
    const here = step.nodes.some((other) => other.node === read);
    if (here ? withheld.has(read) : !run.published.has(read) && !run.unchanged.has(read))
      return withheld.get(read) ?? run.withheld.get(read) ?? [read];
  }
  return undefined;
}
