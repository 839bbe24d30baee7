import type { Diagnostic, NodeId, Outcome } from '../../base/index.ts';
import type { BuildableNode, ManifestNode } from '../../manifest/index.ts';
import type { Plan, Step } from '../../plan/index.ts';
import { type Job, type JobResult, runJobs } from '../schedule.ts';
import { Timing } from '../timing.ts';
import { buildBatches, isBatched } from './build-batches.ts';
import { buildDirectly } from './build-directly.ts';
import { DirectRun, type DirectRunSettings } from './direct-run.ts';
import { hooksDirectly } from './hooks-directly.ts';
import { idleOutcomes } from './idle-nodes.ts';
import { prepareDirectly } from './prepare-directly.ts';
import { beginRecording, endRecording } from './reuse/record-directly.ts';
import { isUnchanged, recordEnded, reusedDirectly } from './reuse/reused-directly.ts';
import { resultValues } from './run-results.ts';
import { testDirectly } from './test-directly.ts';
import { unitTestDirectly } from './unit-test-directly.ts';

interface StepJob extends Job {
  readonly step: Step;
}

export interface DirectOutcome {
  readonly outcomes: readonly Outcome[];
  /** What kept the run from starting, or from ending as it should. */
  readonly refused: readonly Diagnostic[];
}

/** Carries a plan out whose relations are visible as soon as they are built: hooks, nodes, tests, hooks. */
export async function executeDirectly(plan: Plan, settings: DirectRunSettings): Promise<DirectOutcome> {
  const run = new DirectRun(settings, plan);
  const stop = new AbortController();
  let interrupting: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    stop.abort();
    run.interrupt();
    // A node has several statements, and an interruption between two of them would be lost.
    interrupting = setInterval(() => run.interrupt(), 50);
  };
  settings.signal.addEventListener('abort', interrupt, { once: true });
  if (settings.signal.aborted) stop.abort();
  const refused: Diagnostic[] = [];
  try {
    const selected = new Set(plan.steps.flatMap(nodesOf));
    const connection = await run.connect();
    const prepared = await prepareDirectly(selected, run, connection);
    await run.disconnect(connection);
    if (!prepared.ok) return { outcomes: [], refused: prepared.diagnostics };
    for (const outcome of reusedDirectly(plan, run)) run.outcomes.set(outcome.node, outcome);
    if (run.reuse !== undefined) await beginRecording(run.reuse);
    const before = await hooksDirectly('on-run-start', new Map(), run);
    if (!before.ok) return { outcomes: [...run.outcomes.values()], refused: before.diagnostics };
    const jobs = before.value || !settings.compile.project.flags.skipNodesIfOnRunStartFails ? plan.steps : [];
    const left = await runSteps(jobs, run, stop);
    clearInterval(interrupting);
    for (const step of jobs === plan.steps ? left : plan.steps) skip(step, [], run);
    if (run.reuse !== undefined) await endRecording(run.reuse, run);
    if (settings.signal.aborted) return { outcomes: [...run.outcomes.values()], refused };
    addIdle(run);
    const values = resultValues([...run.outcomes.values()], settings.compile);
    const after = await hooksDirectly('on-run-end', values, run);
    if (!after.ok) refused.push(...after.diagnostics);
    return { outcomes: [...run.outcomes.values()], refused };
  } finally {
    clearInterval(interrupting);
    settings.signal.removeEventListener('abort', interrupt);
    await run.reuse?.release();
  }
}

/** What nothing is done for counts as a result too, for the hooks after the run as well. */
function addIdle(run: DirectRun): void {
  const { compile, clock, graph } = run.settings;
  if (compile.command !== 'build' || run.outcomes.size === 0) return;
  const selected = new Set(compile.selected);
  for (const outcome of idleOutcomes(selected, [...run.outcomes.values()], compile.manifest, graph, clock))
    run.outcomes.set(outcome.node, outcome);
}

const nodesOf = (step: Step): readonly NodeId[] =>
  step.kind === 'test' ? step.tests : step.kind === 'publish' ? [] : [step.node];

/** Gives the steps that were never started. */
async function runSteps(
  steps: readonly Step[],
  run: DirectRun,
  stop: AbortController,
): Promise<readonly Step[]> {
  const { settings } = run;
  const failures = new Map<string, readonly NodeId[]>();
  const jobs = steps.map(
    (step): StepJob => ({ id: step.id, needs: step.needs, after: step.after, pool: 'build', step }),
  );
  const left = await runJobs<StepJob>(jobs, {
    workers: settings.threads,
    signal: stop.signal,
    run: async ([job], worker) => {
      const { step } = job!;
      const result = await runStep(step, run, worker);
      if (result === 'failed') {
        // What was interrupted has not failed.
        const failed = nodesOf(step).filter((id) => run.outcomes.get(id)?.status !== 'skipped');
        failures.set(step.id, failed);
        if (settings.failFast) stop.abort();
      }
      return [result];
    },
    skip: ({ step }, because) => {
      const nodes = [...new Set(because.flatMap((need) => failures.get(need) ?? []))];
      failures.set(step.id, nodes);
      skip(step, nodes, run);
    },
  });
  return left.map(({ step }) => step);
}

async function runStep(step: Step, run: DirectRun, worker: number): Promise<JobResult> {
  const { manifest } = run.settings.compile;
  for (const id of nodesOf(step)) {
    const node = manifest.nodes.get(id)!;
    if (isUnchanged(node, step, run, worker)) continue;
    const done = await runNode(node, run, worker);
    await recordEnded(node, run);
    if (!done) return 'failed';
  }
  return 'done';
}

async function runNode(node: ManifestNode, run: DirectRun, worker: number): Promise<boolean> {
  switch (node.resource) {
    case 'test':
      return testDirectly(node, run, worker);
    case 'unit_test':
      return unitTestDirectly(node, run, worker);
    case 'model':
      return isBatched(node, run) ? buildBatches(node, run, worker) : buildDirectly(node, run, worker);
    case 'seed':
    case 'snapshot':
      return buildDirectly(node as BuildableNode, run, worker);
    default:
      throw new Error(`nothing runs ${node.id}`);
  }
}

function skip(step: Step, because: readonly NodeId[], run: DirectRun): void {
  const { clock, compile, failFast, signal } = run.settings;
  for (const id of nodesOf(step)) {
    const resource = compile.manifest.nodes.get(id)?.resource;
    const kind =
      resource === 'test' || resource === 'unit_test' ? 'test' : resource === 'seed' ? 'seed' : 'model';
    const message = failFast && !signal.aborted ? { message: 'Skipping due to fail_fast' } : {};
    run.finish(new Timing(clock).outcome(id, 'skipped', 0, { because, ...message }), kind);
  }
}
