import type { Statement } from '../adapter/index.ts';
import { type NodeId, type Outcome, unreachable } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import { type Plan, type PublishStep, type Step, waitsFor } from '../plan/index.ts';
import { ParquetVersions } from '../publish/index.ts';
import { openState } from '../state/index.ts';
import { buildNode } from './build-node.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
import { publishSteps, withhold } from './publish-steps.ts';
import { Run, type RunSettings } from './run.ts';
import { runTestStep } from './run-test-step.ts';
import { type Job, type JobResult, runJobs } from './schedule.ts';
import { Timing } from './timing.ts';

interface StepJob extends Job {
  readonly step: Step;
}

/**
 * Carries a plan out: builds, tests and publishes. Errors of nodes are in their outcomes; what keeps the run from
 * starting is emitted as a diagnostic, and then there are no outcomes.
 */
export async function executePlan(plan: Plan, settings: RunSettings): Promise<ReadonlyMap<NodeId, Outcome>> {
  const run = new Run(settings);
  const stop = new AbortController();
  const interrupt = () => {
    stop.abort();
    void run.interrupt();
  };
  settings.signal.addEventListener('abort', interrupt, { once: true });
  if (settings.signal.aborted) stop.abort();
  try {
    if (!(await prepareWarehouse(plan, run))) return run.outcomes;
    const causes = new Map<string, readonly NodeId[]>();
    const jobs = plan.steps.map(asJob);
    const left = await runJobs<StepJob>(jobs, {
      workers: settings.target.threads,
      signal: stop.signal,
      run: async (batch, worker) => {
        const results = await runSteps(
          batch.map((job) => job.step),
          run,
          worker,
        );
        for (const [index, job] of batch.entries()) {
          if (results[index] === 'done') continue;
          causes.set(job.id, failedNodes(job.step, run));
          if (settings.failFast) stop.abort();
        }
        return results;
      },
      skip: (job, because) => {
        const nodes = [...new Set(because.flatMap((need) => causes.get(need) ?? []))];
        causes.set(job.id, nodes);
        skip(job.step, nodes, run);
      },
    });
    for (const job of left) skip(job.step, [], run);
    await discardUnfinished(left, run);
    return run.outcomes;
  } finally {
    settings.signal.removeEventListener('abort', interrupt);
    await run.release();
  }
}

const asJob = (step: Step): StepJob => ({
  id: step.id,
  needs: step.needs,
  after: waitsFor(step).filter((id) => !step.needs.includes(id)),
  pool: step.kind === 'publish' ? 'publish' : 'build',
  step,
});

async function runSteps(steps: readonly Step[], run: Run, worker: number): Promise<JobResult[]> {
  const publish = steps.filter((step): step is PublishStep => step.kind === 'publish');
  if (publish.length > 0) return (await publishSteps(publish, run)).map(asResult);
  return Promise.all(steps.map(async (step) => asResult(await runStep(step, run, worker))));
}

const asResult = (done: boolean): JobResult => (done ? 'done' : 'failed');

async function runStep(step: Step, run: Run, worker: number): Promise<boolean> {
  switch (step.kind) {
    case 'model':
    case 'seed':
      return buildNode(run.settings.compile.manifest.nodes.get(step.node) as BuildableNode, run, worker);
    case 'test':
      return runTestStep(step, run, worker);
    case 'publish':
      return (await publishSteps([step], run))[0]!;
    default:
      return unreachable(step);
  }
}

/** Schemas are made up front, since two sessions that make one at the same time conflict. */
async function prepareWarehouse(plan: Plan, run: Run): Promise<boolean> {
  const { settings } = run;
  const session = await run.session(0);
  const schemas = new Map<string, Statement>();
  for (const step of plan.steps) {
    if (step.kind !== 'model' && step.kind !== 'seed') continue;
    const { database, schema } = (settings.compile.manifest.nodes.get(step.node) as BuildableNode).relation;
    schemas.set(`${database ?? ''}.${schema}`, {
      kind: 'create_schema',
      schema,
      ...(database !== undefined && { database }),
    });
  }
  for (const statement of schemas.values()) {
    const made = await session.execute(statement);
    if (made.ok) continue;
    const diagnostic = engineDiagnostic(made.error, {
      label: settings.target.name,
      location: { file: 'project.yml' },
    });
    settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
    return false;
  }
  if (!settings.keepState || schemas.size === 0) return true;
  const opened = await openState(session, settings.clock.now());
  if (opened.ok && opened.value === undefined) return true;
  const diagnostic = opened.ok
    ? opened.value!
    : engineDiagnostic(opened.error, { label: '_assay', location: { file: 'project.yml' } });
  settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  return false;
}

/** The nodes whose failure made a step fail. */
function failedNodes(step: Step, run: Run): readonly NodeId[] {
  switch (step.kind) {
    case 'model':
    case 'seed':
      return [step.node];
    case 'test': {
      const failed = step.tests.filter((id) =>
        ['fail', 'error'].includes(run.outcomes.get(id)?.status ?? ''),
      );
      return step.on === undefined ? failed : [step.on, ...failed];
    }
    case 'publish':
      return step.nodes;
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
      withhold(step, because, run);
      break;
    default:
      unreachable(step);
  }
}

/** After an interruption nothing half-done stays: what was staged and not judged is dropped. */
async function discardUnfinished(left: readonly StepJob[], run: Run): Promise<void> {
  const session = await run.session(0);
  for (const { step } of left) {
    if (step.kind !== 'publish') continue;
    for (const id of step.nodes) {
      const staged = run.staged.get(id);
      if (staged === undefined) continue;
      for (const statement of staged.materialization.discard) await session.execute(statement);
      const node = run.settings.compile.manifest.nodes.get(id) as BuildableNode;
      if (staged.parquetDirectory !== undefined) {
        new ParquetVersions(run.settings.target.parquetRoot, node.relation).remove(staged.parquetDirectory);
      }
    }
  }
}
