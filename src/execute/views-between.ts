import type { NodeId } from '../base/index.ts';
import type { ManifestNode } from '../manifest/index.ts';
import type { Plan } from '../plan/index.ts';
import type { RunSettings } from './run.ts';

/**
 * The views that a run does not build although it builds what they read, directly or through each other. Until
 * that is published they show what was before, so that whatever reads them takes their query instead.
 */
export function viewsBetween(
  plan: Plan,
  { compile, materializations }: Pick<RunSettings, 'compile' | 'materializations'>,
): readonly NodeId[] {
  const { nodes } = compile.manifest;
  const built = new Set(plan.steps.flatMap((step) => ('node' in step ? [step.node] : [])));
  const known = new Map<NodeId, boolean>();
  const readsBuilt = (node: ManifestNode): boolean =>
    node.dependsOn.nodes.some((id) => built.has(id) || isBehind(nodes.get(id)!));
  const isBehind = (node: ManifestNode): boolean => {
    if (node.resource !== 'model' || built.has(node.id)) return false;
    const { materialized } = node.config;
    if (materialized !== 'ephemeral' && !materializations.get(materialized)?.readsThrough) return false;
    const behind = known.get(node.id) ?? readsBuilt(node);
    known.set(node.id, behind);
    return behind;
  };
  return built.size === 0 ? [] : [...nodes.values()].filter(isBehind).map(({ id }) => id);
}
