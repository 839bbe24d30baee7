import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** As many invocations that differ in their target or vars have a file. */
const kept = 8;

/** Removes all but the newest of the files whose names begin so, where it can. */
export function removeOld(folder: string, prefix: string): void {
  try {
    const files = readdirSync(folder).filter((name) => name.startsWith(prefix));
    if (files.length <= kept) return;
    const byAge = files
      .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
      .sort((a, b) => b.at - a.at);
    for (const { path } of byAge.slice(kept)) rmSync(path, { force: true });
  } catch {
    // Another process has removed it, or there is nothing.
  }
}
