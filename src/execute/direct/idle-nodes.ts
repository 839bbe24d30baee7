import type { Clock, NodeId, Outcome } from '../../base/index.ts';
import type { Graph } from '../../graph/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import { Timing } from '../timing.ts';

/** What is selected in a build although nothing is done for it. */
export const idleNodes = (selected: ReadonlySet<NodeId>, manifest: Manifest): readonly NodeId[] =>
  [...selected].filter((id) => {
    const resource = manifest.described.get(id)?.resource;
    return resource === 'exposure' || resource === 'saved_query';
  });

const failed = new Set<Outcome['status']>(['error', 'fail', 'skipped', 'partial success']);

/**
 * What dbt says of what nothing is done for in a build, exposures and saved queries: nothing, or that it is skipped, when
 * something failed that it depends on.
 */
export function idleOutcomes(
  selected: ReadonlySet<NodeId>,
  outcomes: readonly Outcome[],
  manifest: Manifest,
  graph: Graph,
  clock: Clock,
): readonly Outcome[] {
  const failures = outcomes.filter(({ status }) => failed.has(status)).map(({ node }) => node);
  return idleNodes(selected, manifest).flatMap((id) => {
    const above = graph.ancestors(id);
    const concerns = (failure: NodeId): boolean => {
      if (above.has(failure)) return true;
      // A test that failed holds back the nodes below everything that it looks at, selected or not, and so what is below
      // those; what itself is not built does not wait for it.
      const parents = graph.parents(failure);
      if (manifest.nodes.get(failure)?.resource !== 'test' || parents.length === 0) return false;
      if (!parents.every((parent) => above.has(parent))) return false;
      return [...above].some((id) => {
        const below = graph.ancestors(id);
        return manifest.nodes.has(id) && parents.every((parent) => below.has(parent));
      });
    };
    const because = failures.filter(concerns);
    const timing = new Timing(clock);
    return because.length > 0
      ? timing.outcome(id, 'skipped', 1, { because })
      : timing.outcome(id, 'no-op', 1, { message: 'NO-OP', adapterResponse: {}, failures: 0 });
  });
}
