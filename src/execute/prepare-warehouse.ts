import type { Statement } from '../adapter/index.ts';
import type { Diagnostic } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { Plan } from '../plan/index.ts';
import { type Blamed, engineDiagnostic } from './engine-diagnostic.ts';
import { firstRecords } from './reuse/record-run.ts';
import type { Run } from './run.ts';

/**
 * Makes the schemas that a run needs, and writes down what does not hold any more. Gives false, and says why, where it cannot.
 *
 * Schemas are made up front, since two sessions that make one at the same time conflict.
 */
export async function prepareWarehouse(plan: Plan, run: Run): Promise<boolean> {
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
    if (!made.ok) return refused(engineDiagnostic(made.error, at(settings.target.name)), run);
  }
  const records = firstRecords(run);
  if (records.length === 0) return true;
  const recorded = await session.atomically(records);
  return recorded.ok || refused(engineDiagnostic(recorded.error, at('_assay')), run);
}

const at = (label: string): Blamed => ({ label, location: { file: 'project.yml' } });

function refused(diagnostic: Diagnostic, { settings }: Run): false {
  settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  return false;
}
