import { statSync } from 'node:fs';

/** What tells that a file was not written since: size, times of writing and of change, and inode. */
export interface FileStamp {
  /** In bytes. */
  readonly size: number;
  readonly text: string;
  /** When it was last written, or changed otherwise; epoch milliseconds. */
  readonly changedAt: number;
}

/** The stamp of a file, links followed; undefined where there is none. */
export function stampOf(absolute: string): FileStamp | undefined {
  try {
    const stat = statSync(absolute, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined || !stat.isFile()) return undefined;
    const { size, mtimeNs, ctimeNs, ino } = stat;
    const changedAt = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
    return { size: Number(size), text: `${size} ${mtimeNs} ${ctimeNs} ${ino}`, changedAt };
  } catch {
    return undefined;
  }
}

/** Clocks of file systems are coarse: a file may be written twice with the same time. */
const coarse = 2_000;

/**
 * Whether a stamp that was taken before the file was read, at that time, holds for what was read. A file that was
 * written shortly before may be written again without its stamp telling: git calls it racy.
 */
export const isSettled = ({ changedAt }: FileStamp, readAt: number): boolean => changedAt < readAt - coarse;
