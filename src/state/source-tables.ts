import type { EngineResult, Session, Statement } from '../adapter/index.ts';
import { text } from './sql-values.ts';

/** What a source that is a table of the warehouse held. */
export interface SourceTableRecord {
  /** The same as long as nobody has changed it. */
  readonly version: string;
  /** The number of rows and a hash over them, of what is small enough. */
  readonly contents?: string;
}

/** By source and the table that it is: in another target it may be another one. */
export async function sourceTableRecords(
  session: Session,
): Promise<EngineResult<ReadonlyMap<string, SourceTableRecord>>> {
  const found = await session.query('select node_id, version, contents from _assay.source_tables');
  if (!found.ok) return found;
  return {
    ok: true,
    value: new Map(
      found.value.rows.map(([node, version, contents]) => [
        String(node),
        { version: String(version), ...(typeof contents === 'string' && { contents }) },
      ]),
    ),
  };
}

export function recordSourceTables(sources: ReadonlyMap<string, SourceTableRecord>): readonly Statement[] {
  if (sources.size === 0) return [];
  const rows = [...sources].map(
    ([node, { version, contents }]) => `(${text(node)}, ${text(version)}, ${text(contents)})`,
  );
  return [
    {
      kind: 'execute',
      sql: `delete from _assay.source_tables where node_id in (${[...sources.keys()].map(text).join(', ')})`,
    },
    { kind: 'execute', sql: `insert into _assay.source_tables values ${rows.join(', ')}` },
  ];
}

/** Of all others nobody knows whether they are what they were. */
export const forgetOtherSourceTables = (looked: readonly string[]): Statement => ({
  kind: 'execute',
  sql: `delete from _assay.source_tables where node_id not in (${['', ...looked].map(text).join(', ')})`,
});
