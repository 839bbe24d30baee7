import { explainPlan, type Plan } from '../../plan/index.ts';
import { verboseLines } from '../../report/index.ts';
import { labelsIn, type OpenProject } from '../open/open-project.ts';
import type { Terminal } from '../terminal.ts';
import type { PlannedRun } from './planned-run.ts';

/** Says of each node in a line what is done with it, and why. */
export function tellWhy(
  { graph, manifest }: OpenProject,
  { plan, state }: { readonly plan: Plan; readonly state: Pick<PlannedRun['state'], 'known'> },
  { stderr }: Terminal,
): void {
  const explained = explainPlan(
    plan,
    graph,
    state.known,
    (id) => manifest.nodes.get(id)?.resource === 'test',
  );
  const lines = verboseLines(explained, labelsIn(manifest), stderr);
  stderr.write(`${lines.join('\n')}\n\n`);
}
