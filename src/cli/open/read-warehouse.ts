import { existsSync } from 'node:fs';
import type { EngineResult, Warehouse } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import type { NodeId } from '../../base/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import type { Target } from '../../project/index.ts';
import { relationKey } from '../../publish/index.ts';
import type { Notes } from '../notes.ts';
import type { RunOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import type { OpenProject } from './open-project.ts';
import { existingRelations, openingFailed, shownPath, waitOf } from './open-warehouse.ts';

/** Whether there is a warehouse to look at. One that is an address elsewhere is taken to be there. */
export const hasWarehouse = ({ path }: Target): boolean =>
  path !== ':memory:' && (/^[a-z][a-z0-9+.-]+:/i.test(path) || existsSync(path));

/** Opens the target's warehouse for reading; where nothing was ever built, an empty one in memory. */
export function openToRead(
  target: Target,
  options: Pick<RunOptions, 'wait'>,
  terminal: Terminal,
): Promise<EngineResult<Warehouse>> {
  if (hasWarehouse(target)) return duckdb.open(target, { readOnly: true, ...waitOf(options, terminal) });
  const attach = target.attach.map((database) => ({ ...database, readOnly: true }));
  return duckdb.open({ ...target, path: ':memory:', attach });
}

/**
 * Tells which relations exist, for `is_incremental()` and `--defer`. The warehouse is looked at only with that or if one of
 * the nodes is an incremental model; if it cannot be opened they are taken to exist, since it is mostly a running build that has it.
 */
export async function existingFor(
  nodes: Iterable<NodeId>,
  opened: OpenProject,
  options: Pick<RunOptions, 'wait' | 'fullRefresh' | 'defer'>,
  terminal: Terminal,
  notes: Notes,
): Promise<(node: BuildableNode) => boolean> {
  const { target } = opened.project;
  const depends = [...nodes].some((id) => {
    const node = opened.manifest.nodes.get(id);
    return (
      node?.resource === 'model' &&
      node.config.materialized === 'incremental' &&
      !(node.config.fullRefresh ?? options.fullRefresh)
    );
  });
  if (!(depends || options.defer === true) || !hasWarehouse(target)) return () => false;
  const warehouse = await openToRead(target, options, terminal);
  if (!warehouse.ok) {
    const { message } = openingFailed(warehouse, target, terminal, opened.project);
    notes.say(`${message}: incremental models are compiled as if they existed`);
    return () => true;
  }
  try {
    const relations = await existingRelations(warehouse.value, opened);
    if (!relations.ok) {
      notes.say(
        `${shownPath(target, terminal)}: ${relations.error.message}: incremental models are compiled as if they existed`,
      );
      return () => true;
    }
    const keys = new Set(relations.value.map(relationKey));
    return (node) => keys.has(relationKey(node.relation));
  } finally {
    await warehouse.value.close();
  }
}
