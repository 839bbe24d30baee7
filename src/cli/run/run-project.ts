import { duckdb } from '../../adapters/duckdb/index.ts';
import { type NodeId, type Outcome, systemClock } from '../../base/index.ts';
import { executePlan, openKnown, type RunSettings, runHooks } from '../../execute/index.ts';
import { materializations } from '../../features/materializations/index.ts';
import { dataTests } from '../../features/tests/index.ts';
import { compiledPath } from '../artifacts/node-paths.ts';
import { deferralFor } from '../open/defer.ts';
import { deferredBy } from '../open/known-for-run.ts';
import { OpenAhead } from '../open/open-ahead.ts';
import { labelOf, type OpenProject, openProject } from '../open/open-project.ts';
import { openingFailed, waitOf } from '../open/open-warehouse.ts';
import type { RunKind, RunOptions } from '../options.ts';
import { selectNodes } from '../select/select-nodes.ts';
import { prepareSettling } from '../settled/settle.ts';
import { type SeenEnv, watchEnv } from '../settled/watched-env.ts';
import type { Terminal } from '../terminal.ts';
import { countReused, hasHooks, labelsOf } from './plan-run.ts';
import { planRun } from './planned-run.ts';
import { runDirectly } from './run-directly.ts';
import { type ExitCode, RunReport, tellsProgress } from './run-report.ts';
import { spareMemory } from './spare-memory.ts';
import { tellWhy } from './tell-why.ts';

/** `build`, `run`, `test` and `seed`: selects, plans, executes, reports, and writes the artifacts. */
export async function runProject(kind: RunKind, options: RunOptions, given: Terminal): Promise<ExitCode> {
  const ahead = new OpenAhead(options);
  try {
    return await runAfter(ahead, kind, options, given);
  } finally {
    await ahead.close();
  }
}

async function runAfter(
  ahead: OpenAhead,
  kind: RunKind,
  options: RunOptions,
  given: Terminal,
): Promise<ExitCode> {
  const { terminal, seen } = watchEnv(given);
  const report = new RunReport(kind, options, terminal);
  const opened = await openProject(options, terminal, 'refused', (project) => ahead.begin(project));
  if (!opened.ok) return report.refuse(opened.diagnostics);
  const { project, manifest } = opened.value;
  spareMemory(manifest);
  report.open(opened.value);
  const selection = selectNodes(options, opened.value, resourceTypes(kind));
  if (!selection.ok) return report.refuse(selection.diagnostics);
  report.diagnose(selection.value.warnings);
  report.begin(opened.value);
  const { nodes, warnings } = selection.value;
  if (nodes.size === 0) return report.nothing(warnings, opened.value);
  if (project.policies.publishing === 'direct')
    return runDirectly(kind, options, terminal, opened.value, nodes, report);
  return runSelected({ kind, options, terminal, opened: opened.value, selected: nodes, report, seen });
}

const resourceTypes = (kind: RunKind): readonly string[] => [
  ...(kind.models ? ['model'] : []),
  ...(kind.seeds ? ['seed'] : []),
  ...(kind.tests ? ['test', 'unit_test'] : []),
  ...(kind.snapshots === true ? ['snapshot'] : []),
  ...(kind.command === 'build' ? ['exposure', 'saved_query'] : []),
];

export interface SelectedRun {
  readonly kind: RunKind;
  readonly options: RunOptions;
  readonly terminal: Terminal;
  readonly opened: OpenProject;
  readonly selected: ReadonlySet<NodeId>;
  readonly report: RunReport;
  readonly seen: () => SeenEnv;
}

/** The same, of what is opened and selected already. */
export async function runSelected(run: SelectedRun): Promise<ExitCode> {
  const { kind, options, terminal, opened, selected, report } = run;
  const { project, graph, manifest } = opened;
  const deferral = deferralFor(options, project);
  if (!deferral.ok) return report.refuse(deferral.diagnostics);
  const target = deferral.value?.target ?? project.target;
  const { emit, runId, startedAt } = report;
  const deferTo = deferredBy(target);
  const progress = tellsProgress(options, terminal);
  const warehouse = await duckdb.open(target, { ...waitOf(options, terminal), progress });
  if (!warehouse.ok) {
    if (!terminal.interrupted.aborted) {
      return report.refuse([openingFailed(warehouse, target, terminal, project, options.wait)]);
    }
    emit({ kind: 'interrupted', at: systemClock.now() });
    return report.finish([]);
  }
  try {
    const planned = await planRun({
      kind,
      options,
      opened,
      selected,
      ...(deferral.value && { deferral: deferral.value }),
      warehouse: warehouse.value,
      known: openKnown,
      deferTo,
      runId,
      startedAt,
      emit,
    });
    if (!planned.ok) return report.refuse(planned.diagnostics);
    const { plan, compile, existing, exists, state, kept } = planned.value;
    emit({
      kind: 'planned',
      at: systemClock.now(),
      nodes: labelsOf(plan, opened, exists),
      selected: plan.selected,
      buildMissing: plan.buildMissing,
      ...(plan.reused.length > 0 && { reused: countReused(plan, manifest) }),
    });
    if (options.verbose === true && options.logFormat !== 'json') tellWhy(opened, planned.value, terminal);
    let sealed: string | undefined;
    let settling: ReturnType<typeof prepareSettling>;
    const prepare = (outcomes: readonly Outcome[]) =>
      prepareSettling({
        ...run,
        planned: planned.value,
        outcomes,
        seenEnv: run.seen(),
        runId,
        startedAt,
      });
    const settings: RunSettings = {
      runId,
      startedAt,
      projectRoot: project.root,
      target,
      warehouse: warehouse.value,
      adapter: duckdb,
      graph,
      compile,
      materializations,
      tests: dataTests,
      existing,
      fullRefresh: options.fullRefresh === true,
      storeFailures: options.storeFailures === true,
      failFast: options.failFast === true,
      ...(project.policies.state && { state }),
      flushing: (outcomes) => {
        report.write([...outcomes.values()]);
        kept?.save();
      },
      sealing: (outcomes) => {
        settling = prepare([...outcomes.values()]);
      },
      sealed: (mark) => {
        sealed = mark;
      },
      hasHooks: hasHooks(opened),
      emit,
      clock: systemClock,
      signal: terminal.interrupted,
      label: (id) => labelOf(manifest.nodes.get(id)!),
      compiledPath: (node) => compiledPath(node, project.name),
    };
    const before = await runHooks('on-run-start', project.hooks.onRunStart, settings);
    if (before !== undefined) {
      report.diagnose([before]);
      return report.finish([]);
    }
    const interrupted = () => emit({ kind: 'interrupted', at: systemClock.now() });
    terminal.interrupted.addEventListener('abort', interrupted, { once: true });
    const outcomes = await executePlan(plan, settings);
    const after = terminal.interrupted.aborted
      ? undefined
      : await runHooks('on-run-end', project.hooks.onRunEnd, settings);
    if (after !== undefined) report.diagnose([after]);
    if (outcomes.size === 0) return report.stop();
    const ended = [...outcomes.values()];
    const exitCode = report.finish(ended);
    kept?.save();
    const mark = sealed ?? (plan.steps.length === 0 ? warehouse.value.mark() : undefined);
    if (exitCode === 0 && mark !== undefined) (settling ?? prepare(ended))?.(mark);
    return exitCode;
  } finally {
    await warehouse.value.close();
  }
}
