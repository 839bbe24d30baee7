import type { EngineResult, Session, Statement } from '../adapter/index.ts';
import { text } from './sql-values.ts';

/** A file whose content was hashed, and its stamp from then: as long as that is the same, so is the content. */
export interface FileRecord {
  readonly stamp: string;
  readonly hash: string;
}

/** By path, relative to the project. */
export async function fileRecords(session: Session): Promise<EngineResult<ReadonlyMap<string, FileRecord>>> {
  const found = await session.query('select path, stamp, hash from _assay.files');
  if (!found.ok) return found;
  return {
    ok: true,
    value: new Map(
      found.value.rows.map(([path, stamp, hash]) => [
        String(path),
        { stamp: String(stamp), hash: String(hash) },
      ]),
    ),
  };
}

export function recordFiles(files: ReadonlyMap<string, FileRecord>): readonly Statement[] {
  if (files.size === 0) return [];
  const rows = [...files].map(([path, { stamp, hash }]) => `(${text(path)}, ${text(stamp)}, ${text(hash)})`);
  return [
    {
      kind: 'execute',
      sql: `delete from _assay.files where path in (${[...files.keys()].map(text).join(', ')})`,
    },
    { kind: 'execute', sql: `insert into _assay.files values ${rows.join(', ')}` },
  ];
}
