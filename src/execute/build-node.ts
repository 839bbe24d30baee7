import type { Session } from '../adapter/index.ts';
import type { Result } from '../base/index.ts';
import type { Shared } from '../fingerprint/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { Reason } from '../plan/index.ts';
import { type NodeQueries, nodeQueries } from './node-queries.ts';
import { reusedOutcome } from './reuse/reused-outcome.ts';
import { hasSameData } from './reuse/same-data.ts';
import { showShared } from './reuse/show-shared.ts';
import type { Run, StagedModel } from './run.ts';
import { stageNode } from './stage-node.ts';
import { Timing } from './timing.ts';

/** A model or seed that is to be built, with its queries, if they could be made. */
export interface Begun {
  readonly node: BuildableNode;
  readonly timing: Timing;
  readonly query: Result<NodeQueries>;
}

/** Builds one model or seed as a staged relation that readers do not see yet. Resolves to whether it was built. */
export async function buildNode(
  node: BuildableNode,
  reason: Reason,
  run: Run,
  worker: number,
): Promise<boolean> {
  const begun = await beginBuild(node, reason, run, worker);
  return typeof begun === 'boolean' ? begun : buildBegun(begun, run, worker);
}

/** Gives whether it is there, where nothing has to be built for that; otherwise what is left to do. */
export async function beginBuild(
  node: BuildableNode,
  reason: Reason,
  run: Run,
  worker: number,
): Promise<Begun | boolean> {
  const { settings } = run;
  const timing = new Timing(settings.clock);
  settings.emit({ kind: 'step_started', at: settings.clock.now(), step: node.resource, node: node.id });
  const before = run.reuse?.unchanged(node, reason);
  if (before !== undefined) {
    run.unchanged.add(node.id);
    const relation = settings.adapter.relation(node.relation);
    run.finish(
      timing.outcome(node.id, 'success', worker, { ...reusedOutcome(before), relation }),
      node.resource,
    );
    return true;
  }
  if (reason.kind === 'shared') return showInstead(node, reason.shared, timing, run, worker);
  const query = nodeQueries(node, run);
  timing.running();
  return { node, timing, query };
}

export async function buildBegun(begun: Begun, run: Run, worker: number): Promise<boolean> {
  const { node, query } = begun;
  const session = await run.session(worker);
  const watch = watchProgress(node, session, run);
  const staged = query.ok ? await stageNode(node, query.value, session, run) : query;
  clearInterval(watch);
  return concludeBuild(begun, staged, run, worker);
}

/** Keeps what was staged and says so, or says what is wrong. Gives whether it was. */
export async function concludeBuild(
  { node, timing, query }: Begun,
  built: Result<StagedModel>,
  run: Run,
  worker: number,
): Promise<boolean> {
  const { settings } = run;
  const compiled = {
    ...(query.ok && { relation: settings.adapter.relation(node.relation) }),
    ...(query.ok &&
      node.resource === 'model' && {
        compiledSql: query.value.staged.text,
        compiledPath: settings.compiledPath(node),
      }),
  };
  if (!built.ok) {
    run.finish(
      timing.outcome(node.id, 'error', worker, { ...compiled, diagnostics: built.diagnostics }),
      node.resource,
    );
    return false;
  }
  const { materialization, rows } = built.value;
  const isSame = await hasSameData(node, materialization, rows, await run.session(worker), run);
  const from = run.reuse?.built(node.id, isSame);
  run.staged.set(node.id, { ...built.value, ...(from && { built: from }) });
  const { staged, adds } = materialization;
  run.bindings.stage(node.id, { ...staged, rows: adds ? undefined : rows });
  run.finish(
    timing.outcome(node.id, 'success', worker, { ...compiled, ...(rows !== undefined && { rows }) }),
    node.resource,
  );
  return true;
}

/** Another target has it: a view of that is all it takes. */
async function showInstead(
  node: BuildableNode,
  shared: Shared,
  timing: Timing,
  run: Run,
  worker: number,
): Promise<boolean> {
  const shown = await showShared(node, shared, run, worker);
  const relation = run.settings.adapter.relation(node.relation);
  if (!shown.ok) {
    run.finish(
      timing.outcome(node.id, 'error', worker, { relation, diagnostics: shown.diagnostics }),
      node.resource,
    );
    return false;
  }
  run.staged.set(node.id, shown.value);
  const { staged } = shown.value.materialization;
  run.bindings.stage(node.id, { ...staged, rows: shared.rows });
  run.finish(
    timing.outcome(node.id, 'success', worker, { ...reusedOutcome(shared), relation }),
    node.resource,
  );
  return true;
}

/** Tells how far a long statement is; DuckDB is asked four times a second. */
function watchProgress(node: BuildableNode, session: Session, run: Run): NodeJS.Timeout {
  const { emit, clock } = run.settings;
  return setInterval(() => {
    const percent = session.progress();
    if (percent !== undefined && percent > 0)
      emit({ kind: 'step_progressed', at: clock.now(), node: node.id, percent });
  }, 250).unref();
}
