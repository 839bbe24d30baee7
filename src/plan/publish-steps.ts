import type { NodeId } from '../base/index.ts';
import { publishGroups } from './publish-groups.ts';
import { buildStepId, type PublishStep, type Reason, type StepId } from './step.ts';
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

/**
 * One step for each group of nodes that become visible together: after their tests have passed and what they
 * read is published, and when nothing in the run still reads their staged names.
 */
export function publishSteps(request: PublishRequest): PublishStep[] {
  const { buildOrder, checks, above, built } = request;
  const upstream = (node: NodeId) => [...above(node)].filter(built);
  const ties = checks.map((check) => check.judged.filter(built)).filter((judged) => judged.length > 1);
  const groups = publishGroups(buildOrder, ties, upstream);
  const groupOf = new Map(groups.flatMap((group) => group.map((node) => [node, group[0]!] as const)));
  const checksOf = new Map<NodeId, Set<StepId>>();
  for (const check of checks) {
    for (const subject of check.judged.filter(built)) {
      const first = groupOf.get(subject)!;
      checksOf.set(first, (checksOf.get(first) ?? new Set()).add(check.id));
    }
  }
  const readersOf = stagedReaders(request, upstream);
  return groups.map((group) => {
    const first = group[0]!;
    const needs = new Set([...group.map(buildStepId), ...(checksOf.get(first) ?? [])]);
    for (const node of group) {
      for (const parent of upstream(node))
        if (groupOf.get(parent) !== first) needs.add(`publish:${groupOf.get(parent)!}`);
    }
    const after = new Set(group.flatMap((node) => [...readersOf(node)]).filter((step) => !needs.has(step)));
    return {
      id: `publish:${first}`,
      kind: 'publish',
      nodes: group,
      needs: [...needs],
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
  for (const check of request.checks)
    for (const subject of check.subjects) readers.get(subject)?.add(check.id);
  for (const node of request.buildOrder.toReversed()) {
    for (const parent of upstream(node)) {
      const steps = readers.get(parent)!;
      steps.add(buildStepId(node));
      if (request.readsThrough(node)) for (const step of readers.get(node)!) steps.add(step);
    }
  }
  return (node) => readers.get(node)!;
}
