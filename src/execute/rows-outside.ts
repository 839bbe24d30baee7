import type { Adapter, Session } from '../adapter/index.ts';
import type { Materialization } from '../publish/index.ts';
import { printedCell } from './duplicate-keys.ts';

/** How many rows do not meet the condition that all must meet, with a few of them as examples. */
export async function rowsOutside(
  within: Materialization['within'],
  session: Session,
  adapter: Adapter,
): Promise<{ readonly count: number; readonly examples: readonly string[] } | undefined> {
  if (within === undefined) return undefined;
  const outside = `from ${adapter.relation(within.relation)} where (\n${within.where}\n) is not true`;
  const counted = await session.query(`select count(*) ${outside}`);
  const count = counted.ok ? Number(counted.value.rows[0]![0]) : 0;
  if (count === 0) return undefined;
  const found = await session.query(`select * ${outside} limit 3`);
  if (!found.ok) return { count, examples: [] };
  const { columns, rows } = found.value;
  return {
    count,
    examples: rows.map((row) =>
      columns.map(({ name }, index) => `${name} = ${printedCell(row[index] ?? null)}`).join(', '),
    ),
  };
}
