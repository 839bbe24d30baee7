import { type Adapter, type Cell, Decimal, type Session } from '../adapter/index.ts';
import type { Materialization } from '../publish/index.ts';

/** The keys that several rows share, with a few of them as examples. Rows without a whole key share none. */
export async function duplicateKeys(
  unique: Materialization['unique'],
  session: Session,
  adapter: Adapter,
): Promise<{ readonly key: string; readonly examples: readonly string[] } | undefined> {
  if (unique === undefined) return undefined;
  const columns = unique.key.map((column) => adapter.quote(column));
  const found = await session.query(
    `select ${columns.join(', ')}, count(*) from ${adapter.relation(unique.relation)}` +
      ` where ${columns.map((column) => `${column} is not null`).join(' and ')}` +
      ` group by ${columns.join(', ')} having count(*) > 1 order by ${columns.join(', ')} limit ${shown}`,
  );
  if (!found.ok || found.value.rows.length === 0) return undefined;
  const examples = found.value.rows.map((row) => {
    const values = unique.key.map((column, index) => `${column} = ${printedCell(row[index] ?? null)}`);
    return `${values.join(', ')}: ${printedCell(row.at(-1) ?? null)} rows`;
  });
  return { key: unique.key.join(' and '), examples };
}

const shown = 3;

/** A value in a sentence. */
export const printedCell = (cell: Cell): string =>
  typeof cell === 'object' && cell !== null && !(cell instanceof Decimal)
    ? JSON.stringify(cell, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    : String(cell);
