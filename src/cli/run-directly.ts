import { duckdb } from '../adapters/duckdb/index.ts';
import { type NodeId, systemClock } from '../base/index.ts';
import { executeDirectly, idleNodes } from '../execute/index.ts';
import { makeDirectPlan } from '../plan/index.ts';
import { deferralOf } from './dbt/deferral.ts';
import { sampleWindow } from './dbt/time-window.ts';
import { directRunSettings } from './direct-settings.ts';
import type { OpenProject } from './open-project.ts';
import { openingFailed, waitOf } from './open-warehouse.ts';
import type { RunKind, RunOptions } from './options.ts';
import { labelsOf } from './plan-run.ts';
import type { ExitCode, RunReport } from './run-report.ts';
import type { Terminal } from './terminal.ts';

/** Runs what is selected of a project whose relations are visible as soon as they are built. */
export async function runDirectly(
  kind: RunKind,
  options: RunOptions,
  terminal: Terminal,
  opened: OpenProject,
  selected: ReadonlySet<NodeId>,
  report: RunReport,
): Promise<ExitCode> {
  const { project, manifest, graph } = opened;
  const { target } = project;
  const { emit, runId, startedAt } = report;
  const sample = sampleWindow(project.flags, startedAt);
  if (!sample.ok) return report.refuse(sample.diagnostics);
  const deferred = deferralOf(project);
  if (!deferred.ok) return report.refuse(deferred.diagnostics);
  const warehouse = await duckdb.open(target, waitOf(options, terminal));
  if (!warehouse.ok) {
    if (!terminal.interrupted.aborted)
      return report.refuse([openingFailed(warehouse, target, terminal, project, options.wait)]);
    emit({ kind: 'interrupted', at: systemClock.now() });
    return report.finish([]);
  }
  try {
    const plan = makeDirectPlan({ manifest, graph, selected, gated: kind.command === 'build' });
    emit({
      kind: 'planned',
      at: systemClock.now(),
      nodes: labelsOf(plan, opened, () => false),
      selected: plan.selected,
      direct: true,
      buildMissing: [],
      idle: kind.command === 'build' ? idleNodes(selected, manifest).length : 0,
    });
    const interrupted = () => emit({ kind: 'interrupted', at: systemClock.now() });
    terminal.interrupted.addEventListener('abort', interrupted, { once: true });
    const invocation = {
      command: kind.command,
      runId,
      startedAt,
      selected,
      emit,
      terminal,
      writes: true,
      ...(sample.value && { sample: sample.value }),
      ...(deferred.value && { deferred: deferred.value }),
    };
    const settings = directRunSettings(opened, invocation, warehouse.value, {
      failFast: options.failFast === true || project.flags.failFast,
      ...(options.repeated && { batches: options.repeated.batches }),
      ...(options.repeated?.startedAt !== undefined && { repeats: options.repeated.startedAt }),
    });
    const { outcomes, refused } = await executeDirectly(plan, settings);
    if (refused.length === 0) return report.finish(outcomes);
    report.diagnose(refused);
    return outcomes.length === 0 ? report.stop() : report.finish(outcomes);
  } finally {
    await warehouse.value.close();
  }
}
