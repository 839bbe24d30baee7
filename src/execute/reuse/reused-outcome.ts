import type { Outcome } from '../../base/index.ts';
import type { Before } from '../../fingerprint/index.ts';
import type { Plan } from '../../plan/index.ts';
import type { RunSettings } from '../run.ts';

/** What is said of a node when its turn comes and nothing has to be done. */
export const reusedOutcome = ({ at, rows }: Pick<Before, 'at' | 'rows'>): Partial<Outcome> => ({
  reusedSince: at,
  ...(rows !== undefined && { rows }),
});

/** How the nodes ended that the plan does nothing for. */
export function reusedOutcomes(plan: Plan, { compile, clock, adapter }: RunSettings): readonly Outcome[] {
  const now = clock.now();
  return plan.reused.map(({ node: id, since, rows }) => {
    const node = compile.manifest.nodes.get(id)!;
    return {
      node: id,
      status: node.resource === 'test' ? 'pass' : 'success',
      compileStartedAt: now,
      startedAt: now,
      finishedAt: now,
      elapsedMs: 0,
      diagnostics: [],
      thread: 0,
      ...reusedOutcome({ at: since, rows }),
      ...(node.resource === 'test'
        ? { failures: 0 }
        : 'relation' in node && { relation: adapter.relation(node.relation) }),
    };
  });
}
