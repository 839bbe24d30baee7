import { copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The file of a partitioned table that has no rows; it is not needed beside others. */
export const emptyFile = 'empty.parquet';

/**
 * Gives the files below one folder the same place below another, without copying where the disk can link.
 *
 * @param except paths below `from` that are left out
 * @returns how many there are, or what went wrong, in a sentence
 */
export function linkFiles(from: string, to: string, except: ReadonlySet<string>): number | string {
  let linked = 0;
  try {
    for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
      const source = join(from, name);
      if (!name.endsWith('.parquet') || basename(name) === emptyFile || except.has(source)) continue;
      const target = join(to, name);
      mkdirSync(dirname(target), { recursive: true });
      linkOrCopy(source, target);
      linked++;
    }
    return linked;
  } catch (thrown) {
    return `cannot link the unchanged files of ${from}: ${(thrown as Error).message}`;
  }
}

/** Some file systems have no hard links. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw thrown;
    copyFileSync(source, target);
  }
}
