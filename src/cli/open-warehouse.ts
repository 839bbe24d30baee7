import { relative } from 'node:path';
import type { EngineResult, ExistingRelation, Warehouse } from '../adapter/index.ts';
import { type Diagnostic, error } from '../base/index.ts';
import { engineDiagnostic } from '../execute/index.ts';
import type { Target } from '../project/index.ts';
import type { OpenProject } from './open-project.ts';
import type { RunOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

export function waitOf(options: Pick<RunOptions, 'wait'>): { readonly waitMs?: number } {
  if (options.wait === undefined) return {};
  return { waitMs: options.wait === true ? Number.POSITIVE_INFINITY : options.wait * 1000 };
}

export const shownPath = (target: Target, terminal: Terminal): string => {
  if (target.path === ':memory:') return target.path;
  const shown = relative(terminal.cwd, target.path);
  return shown.startsWith('..') ? target.path : shown;
};

export function openingFailed(
  result: Extract<EngineResult<Warehouse>, { ok: false }>,
  target: Target,
  terminal: Terminal,
): Diagnostic {
  const path = shownPath(target, terminal);
  const diagnostic = engineDiagnostic(result.error, { label: path, location: { file: 'project.yml' } });
  if (result.error.kind !== 'locked') return diagnostic;
  const who = result.error.pid === undefined ? 'another process' : `the process ${result.error.pid}`;
  return error('A5011', `${path} is open in ${who}`, { hint: 'close it there, or wait for it: --wait' });
}

/** What is in the schemas that the project builds into. */
export async function existingRelations(
  warehouse: Warehouse,
  { manifest }: OpenProject,
): Promise<EngineResult<readonly ExistingRelation[]>> {
  const schemas = new Map<string, { schema: string; database?: string }>();
  for (const node of manifest.nodes.values()) {
    if (node.resource !== 'model' && node.resource !== 'seed') continue;
    const { schema, database } = node.relation;
    schemas.set(`${database ?? ''}.${schema}`, { schema, ...(database !== undefined && { database }) });
  }
  const session = await warehouse.session();
  try {
    return await session.relations([...schemas.values()]);
  } finally {
    session.release();
  }
}
