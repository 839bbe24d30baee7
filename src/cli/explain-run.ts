import { duckdb } from '../adapters/duckdb/index.ts';
import { type Diagnostic, systemClock } from '../base/index.ts';
import { readKnown } from '../execute/index.ts';
import type { Known } from '../fingerprint/index.ts';
import type { BuildableNode, Manifest, TestNode } from '../manifest/index.ts';
import { type ExplainedPlan, explainPlan } from '../plan/index.ts';
import { type PlanReport, planJson, planLines } from '../report/index.ts';
import { deferralFor } from './defer.ts';
import { deferredBy } from './known-for-run.ts';
import { labelsIn, openProject } from './open-project.ts';
import { openingFailed } from './open-warehouse.ts';
import type { RunOptions } from './options.ts';
import { orphansOf } from './orphans.ts';
import { planRun } from './planned-run.ts';
import { openToRead } from './read-warehouse.ts';
import { runKinds } from './run-kinds.ts';
import { nothingSelected, selectNodes } from './select-nodes.ts';
import { talkOf } from './talk.ts';
import type { Terminal } from './terminal.ts';

export interface PlanOptions extends RunOptions {
  readonly output: 'text' | 'json';
}

/** `plan`: tells what `build` would do with the same options, and why. Changes nothing. */
export async function explainRun(options: PlanOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const talk = talkOf('plan', options, terminal);
  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    talk.diagnose(opened.diagnostics);
    return talk.end(2);
  }
  const { project, graph, manifest } = opened.value;
  talk.diagnose(opened.value.warnings);
  const selection = selectNodes(options, opened.value, ['model', 'seed', 'test']);
  if (!selection.ok) {
    talk.diagnose(selection.diagnostics);
    return talk.end(2);
  }
  talk.diagnose(selection.value.warnings);
  if (selection.value.nodes.size === 0) {
    if (selection.value.warnings.length === 0) talk.diagnose([nothingSelected]);
    return talk.end(0);
  }
  const deferral = deferralFor(options, project);
  if (!deferral.ok) {
    talk.diagnose(deferral.diagnostics);
    return talk.end(2);
  }
  const deferTo = deferredBy(project.target);
  const target = deferral.value?.target ?? project.target;
  const warehouse = await openToRead(target, options, terminal);
  if (!warehouse.ok) {
    talk.diagnose([openingFailed(warehouse, project.target, terminal, project, options.wait)]);
    return talk.end(2);
  }
  try {
    const { runId, startedAt, emit } = talk;
    const planned = await planRun({
      kind: runKinds.build,
      options,
      opened: opened.value,
      selected: selection.value.nodes,
      ...(deferral.value && { deferral: deferral.value }),
      warehouse: warehouse.value,
      known: readKnown,
      deferTo,
      runId,
      startedAt,
      emit,
    });
    if (!planned.ok) {
      talk.diagnose(planned.diagnostics);
      return talk.end(2);
    }
    const { plan, state } = planned.value;
    const report: PlanReport = {
      plan: explainPlan(plan, graph, state.known, (id) => manifest.nodes.get(id)?.resource === 'test'),
      orphans: orphansOf(state, manifest, duckdb).map(({ record: _, ...orphan }) => orphan),
      labelOf: labelsIn(manifest),
      now: systemClock.now(),
    };
    if (options.output === 'json') talk.answer(JSON.stringify(planJson(report), null, 2));
    else for (const line of planLines(report, terminal.stdout)) talk.answer(line);
    const broken = brokenIn(report.plan, manifest, state.known);
    talk.diagnose(broken);
    return talk.end(broken.length > 0 ? 1 : 0);
  } finally {
    await warehouse.value.close();
  }
}

/** What is wrong with the templates of what is to be built or run: it will fail. */
function brokenIn(
  { nodes, tests }: ExplainedPlan,
  { nodes: all }: Manifest,
  known: Known,
): readonly Diagnostic[] {
  return [...nodes, ...tests].flatMap(({ node, action }) => {
    if (action === 'reuse' || action === 'show') return [];
    const definition = known.define(all.get(node) as BuildableNode | TestNode);
    return definition.ok ? [] : definition.diagnostics;
  });
}
