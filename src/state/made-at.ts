import type { EngineResult, Session } from '../adapter/index.ts';

/** When the records of this warehouse were begun: a database file that takes the place of another has another time. */
export async function stateMadeAt(session: Session): Promise<EngineResult<string>> {
  const found = await session.query('select epoch_us(min(applied_at)) from _assay.migrations');
  return found.ok ? { ok: true, value: String(found.value.rows[0]?.[0] ?? '') } : found;
}
