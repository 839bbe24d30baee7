import { duckdb } from '../../adapters/duckdb/index.ts';
import { type Diagnostic, systemClock } from '../../base/index.ts';
import type { Known } from '../../fingerprint/index.ts';
import type { BuildableNode, Manifest, TestNode } from '../../manifest/index.ts';
import { type ExplainedPlan, explainPlan, type Plan } from '../../plan/index.ts';
import { type PlanReport, planJson, planLines } from '../../report/index.ts';
import { labelsIn, type OpenProject } from '../open/open-project.ts';
import type { RunOptions } from '../options.ts';
import type { Talk } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import { orphansOf } from './orphans.ts';
import type { PlannedRun } from './planned-run.ts';

export interface PlanOptions extends RunOptions {
  readonly output: 'text' | 'json';
}

/** Prints a plan as it was asked for, and what will fail of it. */
export function answerPlan(
  options: PlanOptions,
  terminal: Terminal,
  { manifest, graph, project }: OpenProject,
  { plan, state }: { readonly plan: Plan; readonly state: PlannedRun['state'] },
  talk: Talk,
): 0 | 1 {
  const report: PlanReport = {
    plan: explainPlan(plan, graph, state.known, (id) => manifest.nodes.get(id)?.resource === 'test'),
    // In dbt projects nothing drops them.
    orphans:
      project.dialect === 'dbt'
        ? []
        : orphansOf(state, manifest, duckdb).map(({ record: _, ...orphan }) => orphan),
    labelOf: labelsIn(manifest),
    now: systemClock.now(),
  };
  if (options.output === 'json') talk.answer(JSON.stringify(planJson(report), null, 2));
  else for (const line of planLines(report, terminal.stdout)) talk.answer(line);
  const broken = brokenIn(report.plan, manifest, state.known);
  talk.diagnose(broken);
  return talk.end(broken.length > 0 ? 1 : 0);
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
