import type { EngineResult } from '../adapter/index.ts';
import { ok } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { NodeStep } from '../plan/index.ts';
import { type Begun, beginBuild, buildBegun, concludeBuild } from './build-node.ts';
import type { Run, StagedModel } from './run.ts';
import { columnsLater, stageNode } from './stage-node.ts';

/** Whether a step can share a transaction: all it does is to make a table that is expected to be small. */
export function mayShare(step: NodeStep, run: Run): boolean {
  const node = nodeOf(step, run);
  return step.reason.kind !== 'shared' && columnsLater(node, run) && node.config.preHooks.length === 0;
}

/**
 * Builds several models in one transaction, since to commit a small table costs more than to make it. If one of them
 * fails, each that was begun is built by itself. Resolves to whether they were built; those that come after the run was
 * stopped are left out.
 */
export async function buildTogether(
  steps: readonly NodeStep[],
  run: Run,
  worker: number,
  stop: AbortSignal,
): Promise<readonly boolean[]> {
  const session = await run.session(worker);
  const begin = (step: NodeStep) => beginBuild(nodeOf(step, run), step.reason, run, worker);
  const begun: (Begun | boolean)[] = [];
  const staged = new Map<Begun | boolean, StagedModel>();
  const done = await session.transaction(async (): Promise<EngineResult<void>> => {
    for (const step of steps) {
      const one = await begin(step);
      begun.push(one);
      if (typeof one === 'boolean') continue;
      if (!one.query.ok) return notTogether;
      const made = await stageNode(one.node, one.query.value, session, run);
      if (!made.ok) return notTogether;
      one.timing.ran();
      staged.set(one, made.value);
    }
    return { ok: true, value: undefined };
  });
  if (!done.ok) staged.clear();
  const built: boolean[] = [];
  for (const [index, step] of steps.entries()) {
    if (begun[index] === undefined && stop.aborted) break;
    const one = begun[index] ?? (await begin(step));
    const made = staged.get(one);
    if (typeof one === 'boolean') built.push(one);
    else if (made === undefined) built.push(await buildBegun(one, run, worker));
    else built.push(await concludeBuild(one, ok(made), run, worker));
  }
  return built;
}

/** Which of them is to blame, and of what, is found out one by one. */
const notTogether: EngineResult<void> = {
  ok: false,
  error: { kind: 'other', message: 'one of several was not built' },
};

const nodeOf = (step: NodeStep, run: Run): BuildableNode =>
  run.settings.compile.manifest.nodes.get(step.node) as BuildableNode;
