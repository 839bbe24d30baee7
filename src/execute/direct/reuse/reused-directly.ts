import type { Outcome } from '../../../base/index.ts';
import type { BuildableNode, ManifestNode, TestNode } from '../../../manifest/index.ts';
import type { Plan, Step } from '../../../plan/index.ts';
import { reusedOutcome } from '../../reuse/reused-outcome.ts';
import { Timing } from '../../timing.ts';
import { relationName } from '../build-directly.ts';
import type { DirectRun } from '../direct-run.ts';

/** Whether the node is what it would become, so that its turn is over; a test, that it has passed on the same. */
export function isUnchanged(node: ManifestNode, step: Step, run: DirectRun, worker: number): boolean {
  const { reuse } = run;
  if (reuse === undefined || !isRecorded(node)) return false;
  const reason = step.kind === 'test' ? step.reasons.get(node.id)! : step.reason;
  const before = reuse.unchanged(node, reason);
  if (before === undefined) return false;
  const kind = node.resource === 'test' ? 'test' : node.resource === 'seed' ? 'seed' : 'model';
  const outcome = new Timing(run.settings.clock).outcome(
    node.id,
    kind === 'test' ? 'pass' : 'success',
    worker,
    detailsOf(node, before, run),
  );
  run.settings.emit({ kind: 'step_started', at: outcome.startedAt, step: kind, node: node.id });
  run.finish(outcome, kind);
  return true;
}

/** Writes down how a node ended that has had its turn. */
export async function recordEnded(node: ManifestNode, run: DirectRun): Promise<void> {
  const outcome = run.outcomes.get(node.id);
  if (run.reuse === undefined || outcome === undefined || !isRecorded(node)) return;
  if (node.resource === 'test') await run.reuse.ran(node, outcome);
  else await run.reuse.ended(node, outcome);
}

/** How the nodes ended that the plan does nothing for. */
export function reusedDirectly({ reused }: Plan, run: DirectRun): readonly Outcome[] {
  const { clock, compile } = run.settings;
  return reused.map(({ node: id, since, rows }) => {
    const node = compile.manifest.nodes.get(id) as BuildableNode | TestNode;
    const details = detailsOf(node, { at: since, rows }, run);
    return new Timing(clock).outcome(id, node.resource === 'test' ? 'pass' : 'success', 0, details);
  });
}

const detailsOf = (
  node: BuildableNode | TestNode,
  before: { readonly at: number; readonly rows: number | undefined },
  run: DirectRun,
): Partial<Outcome> => ({
  ...reusedOutcome(before),
  ...(node.resource === 'test' ? { failures: 0 } : { relation: relationName(node, run) }),
});

/** What is recorded: snapshots too, since others read them, although they are never reused. */
const isRecorded = (node: ManifestNode): node is BuildableNode | TestNode =>
  ['model', 'seed', 'snapshot', 'test'].includes(node.resource);
