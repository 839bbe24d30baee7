import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { error, fail, ok, type Result } from '../../base/index.ts';

export const projectFileName = 'project.yml';

/** The folder with project.yml: the given one or the nearest above it. */
export function findRoot(dir: string): Result<string> {
  const start = resolve(dir);
  if (!existsSync(start)) {
    const hint = 'check --project-dir';
    return fail(error('A1001', `the folder ${start} does not exist`, { hint }));
  }
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, projectFileName))) return ok(folder);
    if (dirname(folder) === folder) break;
  }
  const hint = hintFor(start);
  return fail(error('A1001', `there is no ${projectFileName} in ${start} or above it`, { hint }));
}

function hintFor(start: string): string {
  if (existsSync(join(start, 'project.yaml'))) return `rename project.yaml to ${projectFileName}`;
  if (existsSync(join(start, 'dbt_project.yml')))
    return 'this is a dbt project, which Assay does not read yet';
  return 'go to the folder of a project, name one with --project-dir, or make one with assay init';
}
