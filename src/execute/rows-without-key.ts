import type { Adapter, Session } from '../adapter/index.ts';
import type { Materialization } from '../publish/index.ts';

/** How many rows have a null in their key, if any do. */
export async function rowsWithoutKey(
  keyed: Materialization['keyed'],
  session: Session,
  adapter: Adapter,
): Promise<{ readonly count: number; readonly key: string } | undefined> {
  if (keyed === undefined) return undefined;
  const isNull = keyed.key.map((column) => `${adapter.quote(column)} is null`).join(' or ');
  const found = await session.query(
    `select count(*) from ${adapter.relation(keyed.relation)} where ${isNull}`,
  );
  const count = found.ok ? Number(found.value.rows[0]![0]) : 0;
  return count === 0 ? undefined : { count, key: keyed.key.join(' or ') };
}
