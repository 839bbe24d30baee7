import { readKnown } from '../../execute/index.ts';
import { explainDirectly } from '../dbt/explain-directly.ts';
import { deferralFor } from '../open/defer.ts';
import { deferredBy } from '../open/known-for-run.ts';
import { openProject } from '../open/open-project.ts';
import { openingFailed } from '../open/open-warehouse.ts';
import { openToRead } from '../open/read-warehouse.ts';
import { nothingSelected, selectNodes } from '../select/select-nodes.ts';
import { talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import { answerPlan, type PlanOptions } from './answer-plan.ts';
import { planRun } from './planned-run.ts';
import { runKinds } from './run-kinds.ts';

/** `plan`: tells what `build` would do with the same options, and why. Changes nothing. */
export async function explainRun(options: PlanOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const talk = talkOf('plan', options, terminal);
  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    talk.diagnose(opened.diagnostics);
    return talk.end(2);
  }
  const { project } = opened.value;
  if (project.policies.publishing === 'direct') return explainDirectly(options, terminal, opened.value, talk);
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
    return answerPlan(options, terminal, opened.value, { plan, state }, talk);
  } finally {
    await warehouse.value.close();
  }
}
