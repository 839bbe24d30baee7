import { duckdb } from '../../adapters/duckdb/index.ts';
import { type NodeId, ok, systemClock } from '../../base/index.ts';
import { executeDirectly, idleNodes, openKnown } from '../../execute/index.ts';
import { makeDirectPlan } from '../../plan/index.ts';
import { deferralOf } from '../dbt/deferral.ts';
import { planDirectly } from '../dbt/plan-directly.ts';
import { sampleWindow } from '../dbt/time-window.ts';
import type { OpenProject } from '../open/open-project.ts';
import { openingFailed, waitOf } from '../open/open-warehouse.ts';
import type { RunKind, RunOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { directRunSettings } from './direct-settings.ts';
import { countReused, labelsOf } from './plan-run.ts';
import type { ExitCode, RunReport } from './run-report.ts';
import { tellWhy } from './tell-why.ts';

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
    const planned = project.flags.reuse
      ? await planDirectly({
          kind,
          options,
          opened,
          selected,
          warehouse: warehouse.value,
          known: openKnown,
          ...(deferred.value && { deferred: deferred.value }),
          ...(sample.value && { sample: sample.value }),
          runId,
        })
      : ok({
          plan: makeDirectPlan({
            manifest,
            graph,
            selected,
            gated: kind.command === 'build',
            unitTestsLast: options.repeated !== undefined,
          }),
          reuse: undefined,
        });
    if (!planned.ok) return report.refuse(planned.diagnostics);
    const { plan, reuse } = planned.value;
    emit({
      kind: 'planned',
      at: systemClock.now(),
      nodes: labelsOf(plan, opened, () => false),
      selected: plan.selected,
      direct: true,
      buildMissing: [],
      idle: kind.command === 'build' ? idleNodes(selected, manifest).length : 0,
      ...(plan.reused.length > 0 && { reused: countReused(plan, manifest) }),
    });
    if (reuse !== undefined && options.verbose === true && terminal.program !== 'dbt')
      tellWhy(opened, { plan, state: reuse.state }, terminal);
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
      ...(reuse && { reuse }),
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
