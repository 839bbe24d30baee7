import { readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs of this user keep what they can make again; Node's own variable for compiled code goes first. */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const place = env.NODE_COMPILE_CACHE || ofUser(env, platform);
  return place === undefined ? undefined : join(place, 'assay');
}

function ofUser(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return env.LOCALAPPDATA || undefined;
  const home = homeOf(env);
  if (platform === 'darwin') return home && join(home, 'Library/Caches');
  return env.XDG_CACHE_HOME || (home && join(home, '.cache'));
}

/** A user of a container may have none. */
function homeOf(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return env.HOME || homedir();
  } catch {
    return undefined;
  }
}

/** A file is some megabytes, and there is one for each command of each version that was used. */
const kept = 32;

/** Leaves the newest files in a folder. */
export function dropOldFiles(folder: string): void {
  const files = readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { path, written: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  const oldest = files.sort((one, other) => other.written - one.written).slice(kept);
  for (const { path } of oldest) rmSync(path, { force: true });
}
