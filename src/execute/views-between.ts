import type { NodeId } from '../base/index.ts';
import type { ManifestNode } from '../manifest/index.ts';
import type { Plan } from '../plan/index.ts';
import type { RunSettings } from './run.ts';

/**
 * The views that a run reads, directly or through each other, and does not build although it builds what they read, or
 * although that is in another place than they know. They show what was before, so that whatever reads them takes their
 * query instead.
 */
export function viewsBetween(
  plan: Plan,
  { compile, materializations, state }: Pick<RunSettings, 'compile' | 'materializations' | 'state'>,
): readonly NodeId[] {
  const { nodes } = compile.manifest;
  const built = new Set(plan.steps.flatMap((step) => ('node' in step ? [step.node] : [])));
  const current = new Set(plan.reused.map(({ node }) => node));
  const known = new Map<NodeId, boolean>();
  const isView = (node: ManifestNode): boolean =>
    node.resource === 'model' &&
    !built.has(node.id) &&
    (node.config.materialized === 'ephemeral' ||
      materializations.get(node.config.materialized)?.readsThrough === true);
  /** Looks at everything above it, so that each view there is known. */
  const isBehind = (id: NodeId): boolean => {
    const node = nodes.get(id)!;
    if (!isView(node)) return false;
    const before = known.get(id);
    if (before !== undefined) return before;
    const above = node.dependsOn.nodes.filter((read) => built.has(read) || isBehind(read));
    const behind = above.length > 0 || (!current.has(id) && state?.versions.isDisplaced(id) === true);
    known.set(id, behind);
    return behind;
  };
  for (const step of plan.steps) {
    const own = step.kind === 'publish' ? [] : step.kind === 'test' ? step.tests : [step.node];
    for (const id of own) for (const read of nodes.get(id)!.dependsOn.nodes) isBehind(read);
  }
  return [...known].flatMap(([id, behind]) => (behind ? [id] : []));
}
