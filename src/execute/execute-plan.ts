import type { EngineError } from '../adapter/index.ts';
import { type Diagnostic, type NodeId, type Outcome, unreachable, warning } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { NodeStep, Plan, PublishStep, Step } from '../plan/index.ts';
import { buildNode } from './build-node.ts';
import { buildTogether, mayShare } from './build-together.ts';
import { discardUnfinished } from './discard-unfinished.ts';
import { expectsSmall } from './expects-small.ts';
import { prepareWarehouse } from './prepare-warehouse.ts';
import { publishSteps, withhold } from './publish-steps.ts';
import { recordRun } from './reuse/record-run.ts';
import { reusedOutcomes } from './reuse/reused-outcome.ts';
import { Run, type RunSettings } from './run.ts';
import { runTestStep } from './run-test-step.ts';
import { type Job, type JobResult, runJobs } from './schedule.ts';
import { Timing } from './timing.ts';
import { viewsBetween } from './views-between.ts';

/** How many small models share a transaction. */
const together = 16;

interface StepJob extends Job {
  readonly step: Step;
}

/**
 * Carries a plan out: builds, tests and publishes. Errors of nodes are in their outcomes; what keeps the run from
 * starting is emitted as a diagnostic, and then there are no outcomes.
 */
export async function executePlan(plan: Plan, settings: RunSettings): Promise<ReadonlyMap<NodeId, Outcome>> {
  const run = new Run(settings, plan);
  const stop = new AbortController();
  let interrupting: NodeJS.Timeout | undefined;
  const interrupt = () => {
    stop.abort();
    void run.interrupt();
    // A step has several statements, and an interruption between two of them would be lost.
    interrupting = setInterval(() => void run.interrupt(), 50);
  };
  settings.signal.addEventListener('abort', interrupt, { once: true });
  if (settings.signal.aborted) stop.abort();
  try {
    if (!(await prepareWarehouse(plan, run))) return run.outcomes;
    run.isSmall = expectsSmall(plan, run);
    if (run.isSmall) await settings.warehouse.expectSmall();
    for (const outcome of reusedOutcomes(plan, settings)) run.outcomes.set(outcome.node, outcome);
    for (const view of viewsBetween(plan, run.settings)) {
      run.bindings.expand(view);
      settings.state?.versions.inline(view);
    }
    const left = await runJobs<StepJob>(plan.steps.map(asJob), {
      workers: settings.target.threads,
      atOnce: run.isSmall && !settings.failFast ? together : 1,
      signal: stop.signal,
      run: async (jobs, worker) => {
        const steps = jobs.map((job) => job.step);
        const results = await runSteps(steps, run, worker, stop.signal);
        for (const [index, step] of steps.entries()) {
          if (results[index] !== 'failed') continue;
          run.failures.set(step.id, failedNodes(step, run));
          if (settings.failFast) stop.abort();
        }
        return results;
      },
      skip: ({ step }, because) => {
        const nodes = [...new Set(because.flatMap((need) => run.failures.get(need) ?? []))];
        run.failures.set(step.id, nodes);
        skip(step, nodes, run);
      },
    });
    clearInterval(interrupting);
    for (const job of left) skip(job.step, [], run);
    if (settings.signal.aborted) await discardUnfinished(run);
    const unrecorded = await recordRun(run);
    if (unrecorded !== undefined)
      settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic: notRecorded(unrecorded) });
    return run.outcomes;
  } finally {
    clearInterval(interrupting);
    settings.signal.removeEventListener('abort', interrupt);
    await run.release();
  }
}

const notRecorded = (failure: EngineError): Diagnostic =>
  warning('A5031', 'the run could not be recorded, so that the next one builds more than it has to', {
    detail: [failure.message],
  });

const asJob = (step: Step): StepJob => ({
  id: step.id,
  needs: step.needs,
  after: step.after,
  pool: step.kind === 'publish' ? 'publish' : 'build',
  step,
});

/** The steps of one batch: several to publish, or to build and test. When it is to stop, the rest of them is left. */
async function runSteps(
  steps: readonly Step[],
  run: Run,
  worker: number,
  stop: AbortSignal,
): Promise<JobResult[]> {
  const results = new Map<Step, JobResult>();
  const small = steps.filter((step) => isNodeStep(step)).filter((step) => mayShare(step, run));
  if (small.length > 1 && !stop.aborted)
    for (const [index, built] of (await buildTogether(small, run, worker, stop)).entries())
      results.set(small[index]!, resultOf(built));
  for (const step of steps)
    if (!results.has(step)) results.set(step, stop.aborted ? 'left' : await runStep(step, run, worker));
  const isPublished = (step: Step): step is PublishStep =>
    step.kind === 'publish' && results.get(step) === 'done';
  await publishSteps(steps.filter(isPublished), run);
  return steps.map((step) => results.get(step)!);
}

const isNodeStep = (step: Step): step is NodeStep => step.kind === 'model' || step.kind === 'seed';

const resultOf = (isDone: boolean): JobResult => (isDone ? 'done' : 'failed');

async function runStep(step: Step, run: Run, worker: number): Promise<JobResult> {
  switch (step.kind) {
    case 'model':
    case 'seed': {
      const node = run.settings.compile.manifest.nodes.get(step.node) as BuildableNode;
      return resultOf(await buildNode(node, step.reason, run, worker));
    }
    case 'test':
      return resultOf(await runTestStep(step, run, worker));
    case 'publish':
      return 'done';
    default:
      return unreachable(step);
  }
}

/** The nodes whose failure made a step fail. */
function failedNodes(step: Step, run: Run): readonly NodeId[] {
  switch (step.kind) {
    case 'model':
    case 'seed':
      return run.outcomes.get(step.node)?.status === 'skipped' ? [] : [step.node];
    case 'test': {
      const failed = step.tests.filter((id) =>
        ['fail', 'error'].includes(run.outcomes.get(id)?.status ?? ''),
      );
      return step.on === undefined ? failed : [step.on, ...failed];
    }
    case 'publish':
      return [];
    default:
      return unreachable(step);
  }
}

function skip(step: Step, because: readonly NodeId[], run: Run): void {
  const { clock } = run.settings;
  const skipped = (node: NodeId, kind: 'model' | 'seed' | 'test') =>
    run.finish(new Timing(clock).outcome(node, 'skipped', 0, { because }), kind);
  switch (step.kind) {
    case 'model':
    case 'seed':
      skipped(step.node, step.kind);
      break;
    case 'test':
      for (const test of step.tests) skipped(test, 'test');
      break;
    case 'publish':
      withhold(new Map(step.nodes.map(({ node }) => [node, because])), run);
      break;
    default:
      unreachable(step);
  }
}
