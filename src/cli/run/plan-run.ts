import { type Diagnostic, error, type NodeId, type NodeLabel } from '../../base/index.ts';
import { materializations } from '../../features/materializations/index.ts';
import type { BuildableNode, Manifest } from '../../manifest/index.ts';
import { makePlan, type Plan, type Reuse } from '../../plan/index.ts';
import { labelOf, nodeLabel, type OpenProject } from '../open/open-project.ts';
import type { RunKind, RunOptions } from '../options.ts';

export function planFor(
  kind: RunKind,
  options: RunOptions,
  { manifest, graph, project }: OpenProject,
  selected: ReadonlySet<NodeId>,
  exists: (node: BuildableNode) => boolean,
  reuse: Reuse,
): { readonly plan: Plan; readonly missing: readonly NodeId[] } {
  const isFresh = options.fullRefresh === true || options.force === true || kind.command === 'test';
  const request = {
    manifest,
    graph,
    selected,
    runs: kind,
    exists,
    readsThrough: (node: BuildableNode) =>
      node.resource === 'model' && materializations.get(node.config.materialized)?.readsThrough === true,
    buildMissing: project.policies.buildMissing && (kind.models || kind.seeds) && kind.command !== 'seed',
    ...(!isFresh && project.policies.state && { reuse }),
  };
  const plan = makePlan(request);
  if (options.buildMissing !== false) return { plan, missing: plan.buildMissing };
  return { plan: makePlan({ ...request, buildMissing: false }), missing: plan.buildMissing };
}

/** What is refused when nothing may be built that was not selected. */
export function missingDiagnostic(missing: readonly NodeId[], { manifest }: OpenProject): Diagnostic {
  const names = missing.map((id) => labelOf(manifest.nodes.get(id)!));
  return error(
    'A2050',
    `${names.length === 1 ? 'a relation that is' : `${names.length} relations that are`} read here were never built`,
    {
      detail: names,
      hint: 'select them too, with + before the name, or leave --no-build-missing away',
    },
  );
}

/** How many nodes and tests nothing is done for. */
export function countReused({ reused }: Plan, manifest: Manifest): { nodes: number; tests: number } {
  const tests = reused.filter(({ node }) => manifest.nodes.get(node)?.resource === 'test').length;
  return { nodes: reused.length - tests, tests };
}

/** Whether something besides models is run, that may write to anything. */
export const hasHooks = ({ project, manifest }: OpenProject): boolean =>
  project.hooks.onRunStart.length + project.hooks.onRunEnd.length > 0 ||
  [...manifest.nodes.values()].some(
    (node) =>
      (node.resource === 'model' || node.resource === 'seed') &&
      node.config.preHooks.length + node.config.postHooks.length > 0,
  );

export function labelsOf(
  plan: Plan,
  { manifest }: OpenProject,
  exists: (node: BuildableNode) => boolean,
): NodeLabel[] {
  const ids = plan.steps.flatMap((step) =>
    step.kind === 'test' ? step.tests : step.kind === 'publish' ? [] : [step.node],
  );
  return ids.map((id) => {
    const node = manifest.nodes.get(id)!;
    const label = nodeLabel(node, manifest);
    return node.resource === 'model' || node.resource === 'seed'
      ? { ...label, published: exists(node) }
      : label;
  });
}
