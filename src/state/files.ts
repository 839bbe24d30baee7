import type { EngineResult, Session, Statement } from '../adapter/index.ts';
import { text } from './sql-values.ts';

/** A file whose content was hashed, and how it looked then. */
export interface FileRecord {
  readonly size: number;
  /** When its content, and what is known of it, were changed last, in nanoseconds of the epoch: more digits than a number holds. */
  readonly modified: string;
  readonly inode: string;
  readonly hash: string;
}

/** By path, relative to the project. */
export async function fileRecords(session: Session): Promise<EngineResult<ReadonlyMap<string, FileRecord>>> {
  const found = await session.query('select path, size, modified, inode, hash from _assay.files');
  if (!found.ok) return found;
  return {
    ok: true,
    value: new Map(
      found.value.rows.map(([path, size, modified, inode, hash]) => [
        String(path),
        { size: Number(size), modified: String(modified), inode: String(inode), hash: String(hash) },
      ]),
    ),
  };
}

export function recordFiles(files: ReadonlyMap<string, FileRecord>): readonly Statement[] {
  if (files.size === 0) return [];
  const rows = [...files].map(
    ([path, { size, modified, inode, hash }]) =>
      `(${text(path)}, ${size}, ${text(modified)}, ${text(inode)}, ${text(hash)})`,
  );
  return [
    {
      kind: 'execute',
      sql: `delete from _assay.files where path in (${[...files.keys()].map(text).join(', ')})`,
    },
    { kind: 'execute', sql: `insert into _assay.files values ${rows.join(', ')}` },
  ];
}
