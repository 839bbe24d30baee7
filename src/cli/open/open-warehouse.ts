import { relative } from 'node:path';
import type {
  EngineError,
  EngineResult,
  ExistingRelation,
  OpenOptions,
  Warehouse,
} from '../../adapter/index.ts';
import { type Diagnostic, error } from '../../base/index.ts';
import { engineDiagnostic } from '../../execute/index.ts';
import type { Project, Target, YamlPath } from '../../project/index.ts';
import type { RunOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import type { OpenProject } from './open-project.ts';

/** How long to wait for the warehouse; Ctrl-C ends it. */
export function waitOf(
  { wait }: Pick<RunOptions, 'wait'>,
  terminal?: Pick<Terminal, 'interrupted'>,
): Pick<OpenOptions, 'waitMs' | 'signal'> {
  if (wait === undefined) return {};
  const signal = terminal?.interrupted;
  return { ...(signal && { signal }), waitMs: wait === true ? Number.POSITIVE_INFINITY : wait * 1000 };
}

export const shownPath = (target: Target, terminal: Terminal): string => {
  if (target.path === ':memory:') return target.path;
  const shown = relative(terminal.cwd, target.path);
  return shown.startsWith('..') ? target.path : shown;
};

/** Why a target's database could not be opened, at the place that says so. */
export function openingFailed(
  { error: failure }: Extract<EngineResult<Warehouse>, { ok: false }>,
  target: Target,
  terminal: Terminal,
  project?: Pick<Project, 'locateTarget'>,
  waited?: number | true,
): Diagnostic {
  const path = shownPath(target, terminal);
  if (failure.kind === 'locked') {
    const who = failure.pid === undefined ? 'another process' : `the process ${failure.pid}`;
    const hint =
      waited === undefined
        ? 'close it there, or wait for it: --wait'
        : `it was not free within ${waited} s; --wait without a number waits until it is`;
    return error('A5011', `${path} is open in ${who}`, { hint });
  }
  const key = blamedKey(failure.message);
  const location = project?.locateTarget(key) ?? { file: 'project.yml' };
  const diagnostic = engineDiagnostic(failure, { label: path, location });
  const hint = key[0] === 'path' ? hints[failure.kind] : undefined;
  return hint === undefined ? diagnostic : { ...diagnostic, hint };
}

const hints: Partial<Record<EngineError['kind'], string>> = {
  unopenable: 'name another path in the target, or move away what is there',
  version: 'update Assay, or name another path in the target',
};

/** The key of the target that a message of the engine is about. */
function blamedKey(message: string): YamlPath {
  const [, what, name = ''] = /^(setting|extension|attach|secret of type) '(.*?)'/.exec(message) ?? [];
  if (what === 'setting') return name === 'memory_limit' ? [name] : ['settings', name];
  if (what === 'extension') return ['extensions'];
  if (what === 'attach') return ['attach'];
  return what === undefined ? ['path'] : ['secrets'];
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
  if (warehouse.isNew()) return { ok: true, value: [] };
  const session = await warehouse.session();
  try {
    return await session.relations([...schemas.values()]);
  } finally {
    session.release();
  }
}
