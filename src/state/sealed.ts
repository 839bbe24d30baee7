import type { EngineResult, Session, Statement } from '../adapter/index.ts';
import { text } from './sql-values.ts';

/** The mark that the database has if nobody but Assay has written to it since the last run. */
export async function sealedMark(
  session: Session,
  state = '_assay',
): Promise<EngineResult<string | undefined>> {
  const found = await session.query(`select mark from ${state}.sealed`);
  if (!found.ok) return found;
  const mark = found.value.rows[0]?.[0];
  return { ok: true, value: typeof mark === 'string' ? mark : undefined };
}

/** From now on nothing tells whether somebody else writes; said before the first change of a run. */
export const breakSeal = (): Statement => ({ kind: 'execute', sql: 'delete from _assay.sealed' });

export const recordSeal = (mark: string): readonly Statement[] => [
  breakSeal(),
  { kind: 'execute', sql: `insert into _assay.sealed values (${text(mark)})` },
];
