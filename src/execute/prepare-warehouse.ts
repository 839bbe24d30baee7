import type { Statement } from '../adapter/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { Plan } from '../plan/index.ts';
import { openState } from '../state/index.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
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
    if (made.ok) continue;
    const diagnostic = engineDiagnostic(made.error, {
      label: settings.target.name,
      location: { file: 'project.yml' },
    });
    settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
    return false;
  }
  if (!settings.keepState || schemas.size === 0) return true;
  const opened = await openState(session, settings.clock.now());
  if (opened.ok && opened.value === undefined) return true;
  const diagnostic = opened.ok
    ? opened.value!
    : engineDiagnostic(opened.error, { label: '_assay', location: { file: 'project.yml' } });
  settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  return false;
}
