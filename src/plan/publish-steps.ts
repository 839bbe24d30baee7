import type { NodeId } from '../base/index.ts';
import { publishGroups } from './publish-groups.ts';
import { buildStepId, type PublishStep, type Reason, type StepId } from './step.ts';
import type { Check } from './test-steps.ts';

/** One step for each group of nodes that become visible together, after their tests and what they read. */
export function publishSteps(
  buildOrder: readonly NodeId[],
  checks: readonly Check[],
  above: (node: NodeId) => ReadonlySet<NodeId>,
  reasonOf: (node: NodeId) => Reason,
  built: (node: NodeId) => boolean,
): PublishStep[] {
  const upstream = (node: NodeId) => [...above(node)].filter(built);
  const ties = checks.map((check) => check.subjects.filter(built)).filter((subjects) => subjects.length > 1);
  const groups = publishGroups(buildOrder, ties, upstream);
  const groupOf = new Map(groups.flatMap((group) => group.map((node) => [node, group[0]!] as const)));
  const checksOf = new Map<NodeId, Set<StepId>>();
  for (const check of checks) {
    for (const subject of check.subjects.filter(built)) {
      const first = groupOf.get(subject)!;
      checksOf.set(first, (checksOf.get(first) ?? new Set()).add(check.id));
    }
  }
  return groups.map((group) => {
    const first = group[0]!;
    const waits = new Set([...group.map(buildStepId), ...(checksOf.get(first) ?? [])]);
    for (const node of group) {
      for (const parent of upstream(node)) if (groupOf.get(parent) !== first) waits.add(`publish:${groupOf.get(parent)!}`);
    }
    return { id: `publish:${first}`, kind: 'publish', nodes: group, needs: [...waits], reason: reasonOf(first) } satisfies PublishStep;
  });
}

