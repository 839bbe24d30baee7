import { type Diagnostic, error } from '../../base/index.ts';
import { readKnown } from '../../execute/index.ts';
import type { OpenProject } from '../open/open-project.ts';
import { openingFailed } from '../open/open-warehouse.ts';
import { openToRead } from '../open/read-warehouse.ts';
import { answerPlan, type PlanOptions } from '../run/answer-plan.ts';
import { runKinds } from '../run/run-kinds.ts';
import { nothingSelected, selectNodes } from '../select/select-nodes.ts';
import type { Talk } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import { deferralOf } from './deferral.ts';
import { planDirectly } from './plan-directly.ts';

/** `plan` in a dbt project: what `build --reuse` would do. */
export async function explainDirectly(
  options: PlanOptions,
  terminal: Terminal,
  opened: OpenProject,
  talk: Talk,
): Promise<0 | 1 | 2> {
  const { project } = opened;
  const refuse = (diagnostics: readonly Diagnostic[]) => {
    talk.diagnose(diagnostics);
    return talk.end(2);
  };
  talk.diagnose(opened.warnings);
  if (!project.flags.reuse) return refuse([withoutReuse]);
  const selection = selectNodes(options, opened, ['model', 'seed', 'snapshot', 'test', 'unit_test']);
  if (!selection.ok) return refuse(selection.diagnostics);
  talk.diagnose(selection.value.warnings);
  const { nodes: selected } = selection.value;
  if (selected.size === 0) {
    if (selection.value.warnings.length === 0) talk.diagnose([nothingSelected]);
    return talk.end(0);
  }
  const deferred = deferralOf(project);
  if (!deferred.ok) return refuse(deferred.diagnostics);
  const warehouse = await openToRead(project.target, options, terminal);
  if (!warehouse.ok)
    return refuse([openingFailed(warehouse, project.target, terminal, project, options.wait)]);
  try {
    const planned = await planDirectly({
      kind: runKinds.build,
      options,
      opened,
      selected,
      warehouse: warehouse.value,
      known: readKnown,
      ...(deferred.value && { deferred: deferred.value }),
      runId: talk.runId,
    });
    if (!planned.ok) return refuse(planned.diagnostics);
    const { plan, reuse } = planned.value;
    return answerPlan(options, terminal, opened, { plan, state: reuse.state }, talk);
  } finally {
    await warehouse.value.close();
  }
}

const withoutReuse = error('A4016', 'plan tells of a dbt project only what is reused, and nothing is', {
  hint: 'ask with --reuse what build --reuse would do, or set the flag reuse in dbt_project.yml',
});
