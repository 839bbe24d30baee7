import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { error, fail, ok, type Result } from '../../base/index.ts';

export const projectFileName = 'project.yml';
export const dbtFileName = 'dbt_project.yml';

export interface Root {
  readonly folder: string;
  readonly dialect: 'native' | 'dbt';
}

/** The folder with project.yml or dbt_project.yml: the given one or the nearest above it. */
export function findRoot(dir: string): Result<Root> {
  const start = resolve(dir);
  if (!existsSync(start)) {
    const hint = 'check --project-dir';
    return fail(error('A1001', `the folder ${start} does not exist`, { hint }));
  }
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, projectFileName))) return ok({ folder, dialect: 'native' });
    if (existsSync(join(folder, dbtFileName))) return ok({ folder, dialect: 'dbt' });
    if (dirname(folder) === folder) break;
  }
  const hint = hintFor(start);
  return fail(
    error('A1001', `there is no ${projectFileName} or ${dbtFileName} in ${start} or above it`, { hint }),
  );
}

function hintFor(start: string): string {
  for (const name of [projectFileName, dbtFileName]) {
    const other = name.replace(/yml$/, 'yaml');
    if (existsSync(join(start, other))) return `rename ${other} to ${name}`;
  }
  return 'go to the folder of a project, name one with --project-dir, or make one with assay init';
}
