import type { Statement } from '../adapter/index.ts';
import type { Diagnostic } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { Plan } from '../plan/index.ts';
import { openState, publishedLocations } from '../state/index.ts';
import { type Blamed, engineDiagnostic } from './engine-diagnostic.ts';
import type { Run } from './run.ts';

/**
 * Makes the schemas and the state that a run needs. Gives false, and says why, where it cannot.
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
  if (!settings.keepState || schemas.size === 0) return true;
  const opened = await openState(session, settings.clock.now());
  if (!opened.ok) return refused(engineDiagnostic(opened.error, at('_assay')), run);
  if (opened.value !== undefined) return refused(opened.value, run);
  const locations = await publishedLocations(session);
  if (!locations.ok) return refused(engineDiagnostic(locations.error, at('_assay')), run);
  run.knowLocations(locations.value);
  return true;
}

const at = (label: string): Blamed => ({ label, location: { file: 'project.yml' } });

function refused(diagnostic: Diagnostic, { settings }: Run): false {
  settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  return false;
}
