import type { EngineResult, OpenOptions, Warehouse } from '../../adapter/index.ts';
import type { Target } from '../../project/index.ts';
import { loadApi } from './connection.ts';
import { failure } from './errors.ts';
import { openShared } from './instance.ts';
import { DuckDBWarehouse } from './warehouse.ts';

export async function open(target: Target, options: OpenOptions = {}): Promise<EngineResult<Warehouse>> {
  const api = await loadApi();
  const shared = await openShared(api, target, options);
  if (!shared.ok) return failure(shared.error);
  return { ok: true, value: new DuckDBWarehouse(api, shared.value, target) };
}
