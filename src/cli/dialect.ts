import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export type Dialect = 'native' | 'dbt';

/**
 * Which kind of project is at a folder or above it, by its file alone: the command line must know what it takes before
 * anything is read.
 */
export function dialectAt(start: string): Dialect | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'project.yml'))) return 'native';
    if (existsSync(join(folder, 'dbt_project.yml'))) return 'dbt';
    if (dirname(folder) === folder) return undefined;
  }
}

/** What `--project-dir` says, wherever it stands; the last one counts. */
export function projectDirIn(args: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const [index, word] of args.entries()) {
    if (word === '--project-dir') found = args[index + 1];
    else if (word.startsWith('--project-dir=')) found = word.slice('--project-dir='.length);
  }
  return found;
}
