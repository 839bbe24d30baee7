import type { EngineResult, Session, Statement } from '../../adapter/index.ts';
import type { DatabaseFile } from './database-file.ts';
import { success } from './errors.ts';
import { literal } from './identifiers.ts';

/** What no file has as its mark. */
const never = '';

/**
 * Records the mark that the file has from now on, in the very checkpoint that makes it so.
 *
 * The record must not reach the write-ahead log: were the process killed then, whoever opens the file next would
 * read the record from the log, add what they like, and close with the very count that it foretells. So DuckDB is
 * told to make a checkpoint in place of writing to the log, and the record and the count come to the file as one.
 */
export async function seal(
  on: Session,
  file: DatabaseFile,
  record: (mark: string) => readonly Statement[],
): Promise<EngineResult<boolean>> {
  const before = await on.query(
    "select current_setting('wal_autocheckpoint'), current_setting('auto_checkpoint_skip_wal_threshold')",
  );
  if (!before.ok) return before;
  const [[atSize, skipFrom] = []] = before.value.rows;
  const restore =
    `set global wal_autocheckpoint = ${literal(String(atSize))}; ` +
    `set global auto_checkpoint_skip_wal_threshold = ${String(skipFrom)}`;
  const prepared = await on.run(
    "set global wal_autocheckpoint = '0 bytes'; set global auto_checkpoint_skip_wal_threshold = 0",
  );
  // The target forbids to change settings.
  if (!prepared.ok) return success(false);
  try {
    if (file.nextMark() === undefined) {
      // There has been no checkpoint yet.
      const made = await on.atomically(record(never));
      if (!made.ok) return made;
    }
    const mark = file.nextMark();
    if (mark === undefined) return success(false);
    const recorded = await on.atomically(record(mark));
    if (!recorded.ok) return recorded;
    if (file.mark() === mark) return success(true);
    // Another transaction was under way and kept DuckDB from the checkpoint, so the record is in the log after all.
    const undone = await on.atomically(record(never));
    return undone.ok ? success(false) : undone;
  } finally {
    await on.run(restore);
  }
}
