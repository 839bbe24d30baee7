import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSettled, readText, stampOf } from '../../project/index.ts';
import type { CachedSetting } from './cached-project.ts';

/** The settings files of a native project. */
export const settingsFiles = ['project.yml', 'selectors.yml'] as const;

/** What the settings files hold. */
export const settingsOf = (root: string): readonly CachedSetting[] =>
  settingsFiles.map((name) => {
    const stamp = stampOf(join(root, name));
    const at = Date.now();
    const read = stamp === undefined ? undefined : readText(join(root, name), name);
    const hash = read?.ok === true ? read.value.hash : null;
    return { name, hash, stamp: stamp !== undefined && isSettled(stamp, at) ? stamp.text : null };
  });

/** The folder with project.yml, here or above. */
export function rootOf(dir: string): string {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, settingsFiles[0])) || dirname(folder) === folder) return folder;
  }
}
