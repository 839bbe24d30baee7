import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { error, fail, type Result } from '../../base/index.ts';
import { type MappingFile, readMapping } from './read-settings.ts';

const name = 'profiles.yml';

export interface ProfilesRequest {
  readonly root: string;
  readonly cwd: string;
  readonly home: string | undefined;
  /** `--profiles-dir` or DBT_PROFILES_DIR. */
  readonly folder: string | undefined;
}

/** profiles.yml: where it is said to be, else in the working folder, in ~/.dbt, or beside dbt_project.yml. */
export function findProfiles(request: ProfilesRequest): Result<MappingFile> {
  const { root, cwd, home, folder } = request;
  if (folder !== undefined && !existsSync(resolve(cwd, folder)))
    return fail(
      error('A1050', `the folder ${resolve(cwd, folder)} does not exist`, {
        hint: 'check --profiles-dir and DBT_PROFILES_DIR',
      }),
    );
  const folders =
    folder === undefined
      ? [cwd, ...(home === undefined ? [] : [join(home, '.dbt')]), root]
      : [resolve(cwd, folder)];
  const found = folders.find((candidate) => existsSync(join(candidate, name)));
  if (found !== undefined) return readMapping(join(found, name), shown(join(found, name), request));
  return fail(
    error('A1050', `there is no ${name}`, {
      detail: [`looked in ${[...new Set(folders)].map((candidate) => shown(candidate, request)).join(', ')}`],
      hint: 'write one, or say where it is with --profiles-dir or DBT_PROFILES_DIR',
    }),
  );
}

/** Relative to the project where it is inside, and short where it is in the home folder. */
function shown(path: string, { root, home }: ProfilesRequest): string {
  const inside = relative(root, path);
  if (inside === '') return 'this folder';
  if (!inside.startsWith('..')) return inside.replaceAll('\\', '/');
  return home !== undefined && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
