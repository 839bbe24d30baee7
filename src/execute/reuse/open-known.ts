import type { EngineResult, Warehouse } from '../../adapter/index.ts';
import type { Diagnostic } from '../../base/index.ts';
import { isStateCurrent, openState } from '../../state/index.ts';
import { type GatheredKnown, gatherKnown, nothingKnown } from './gather-known.ts';
import type { GatherRequest } from './gather-request.ts';

export type OpenKnownRequest = Omit<GatherRequest, 'session' | 'mark' | 'isNew'>;

/**
 * Brings the state of a warehouse up to date and reads it. Gives a diagnostic where another version of Assay wrote it.
 */
export async function openKnown(
  warehouse: Warehouse,
  request: OpenKnownRequest,
): Promise<EngineResult<GatheredKnown | Diagnostic>> {
  const isNew = warehouse.isNew();
  const session = await warehouse.session();
  try {
    const opened = await openState(session, request.now());
    if (!opened.ok) return opened;
    if (opened.value !== undefined) return { ok: true, value: opened.value };
    const given = { ...request, session, mark: warehouse.mark(), isNew };
    return await (given.isNew ? nothingKnown(given) : gatherKnown(given));
  } finally {
    session.release();
  }
}

/**
 * Reads the state and changes nothing, not even an older one: nothing is known then. Gives a diagnostic where another
 * version of Assay wrote it.
 */
export async function readKnown(
  warehouse: Warehouse,
  request: OpenKnownRequest,
): Promise<EngineResult<GatheredKnown | Diagnostic>> {
  const isNew = warehouse.isNew();
  const session = await warehouse.session();
  try {
    const current = await isStateCurrent(session);
    if (!current.ok) return current;
    if (typeof current.value === 'object') return { ok: true, value: current.value };
    const given = { ...request, session, mark: warehouse.mark(), isNew };
    return await (current.value ? gatherKnown(given) : nothingKnown(given));
  } finally {
    session.release();
  }
}
