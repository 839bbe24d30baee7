import { groupBy, type NodeId } from '../base/index.ts';
import { publishGroups } from './publish-groups.ts';
import type { Reason } from './reason.ts';
import { buildStepId, type PublishStep, type StepId } from './step.ts';
import type { Check } from './test-steps.ts';

export interface PublishRequest {
  /** The built nodes in graph order. */
  readonly buildOrder: readonly NodeId[];
  readonly checks: readonly Check[];
  /** The nodes with steps nearest above a node. */
  readonly above: (node: NodeId) => ReadonlySet<NodeId>;
  readonly reasonOf: (node: NodeId) => Reason;
  readonly built: (node: NodeId) => boolean;
  readonly readsThrough: (node: NodeId) => boolean;
}

/** One step for each group of nodes that become visible together. */
export function publishSteps(request: PublishRequest): PublishStep[] {
  const { buildOrder, checks, above, built } = request;
  const upstream = (node: NodeId) => [...above(node)].filter(built);
  const judged = checks.map((check) => ({ check, nodes: check.judged.filter(built) }));
  const tying = judged.filter(({ nodes }) => nodes.length > 1);
  const groups = publishGroups(
    buildOrder,
    tying.map(({ nodes }) => nodes),
    upstream,
  );
  const groupOf = new Map(groups.flatMap((group) => group.map((node) => [node, group[0]!] as const)));
  const readersOf = stagedReaders(request, upstream);
  const checksOf = groupBy(
    judged.filter(({ nodes }) => nodes.length === 1),
    ({ nodes }) => nodes[0]!,
  );
  const tiesOf = groupBy(tying, ({ nodes }) => groupOf.get(nodes[0]!)!);
  return groups.map((group) => {
    const first = group[0]!;
    const nodes = group.map((node) => ({
      node,
      checks: (checksOf.get(node) ?? []).map(({ check }) => check.id),
      reads: upstream(node),
    }));
    const ties = tiesOf.get(first) ?? [];
    const after = new Set<StepId>(group.map(buildStepId));
    for (const { check } of ties) after.add(check.id);
    for (const { node, checks: own, reads } of nodes) {
      for (const step of [...own, ...readersOf(node)]) after.add(step);
      for (const read of reads) if (groupOf.get(read) !== first) after.add(`publish:${groupOf.get(read)!}`);
    }
    return {
      id: `publish:${first}`,
      kind: 'publish',
      nodes,
      ties: ties.flatMap(({ check, nodes: tied }) => check.tests.map((test) => ({ test, nodes: tied }))),
      needs: [],
      after: [...after],
      reason: request.reasonOf(first),
    };
  });
}

/** For a node, the steps that read its staged version, directly or through views that do. */
function stagedReaders(
  request: PublishRequest,
  upstream: (node: NodeId) => readonly NodeId[],
): (node: NodeId) => ReadonlySet<StepId> {
  const readers = new Map<NodeId, Set<StepId>>(request.buildOrder.map((node) => [node, new Set()]));
  for (const check of request.checks) {
    // What is not built itself may be a view of what is.
    for (const subject of check.subjects)
      for (const read of readers.has(subject) ? [subject] : upstream(subject))
        readers.get(read)!.add(check.id);
  }
  for (const node of request.buildOrder.toReversed()) {
    for (const parent of upstream(node)) {
      const steps = readers.get(parent)!;
      steps.add(buildStepId(node));
      if (request.readsThrough(node)) for (const step of readers.get(node)!) steps.add(step);
    }
  }
  return (node) => readers.get(node)!;
}
