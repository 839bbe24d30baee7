import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux keeps files in memory: thousands of small warehouses would wait for a disk. */
const memory = '/dev/shm';

/** What the projects of all tests together may take, and far more. */
const enough = 4 * 2 ** 30;

/**
 * Has the tests, and what they start, put their folders into memory where there is some to spare, in a folder that is
 * removed at the end. A `TMPDIR` that is set stays.
 */
export default function setup(): (() => void) | undefined {
  if (process.env.TMPDIR !== undefined || !existsSync(memory)) return undefined;
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < enough) return undefined;
  const folder = mkdtempSync(join(memory, 'assay-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
