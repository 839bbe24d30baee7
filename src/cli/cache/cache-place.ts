import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sha256 } from '../../base/index.ts';
import type { ProjectOptions } from '../options.ts';
import { bundle } from './build-id.ts';

/** The folder below the target folder that `clean` removes with it. */
export const cacheFolder = '.assay';

/** Where an invocation has its cache file; undefined where that cannot be told without understanding project.yml. */
export function cachePlace(root: string, options: ProjectOptions): string | undefined {
  if (bundle.id === undefined) return undefined;
  const target = options.targetPath ?? declaredTarget(root);
  if (target === undefined) return undefined;
  return join(resolve(root, target), cacheFolder, `parsed-${keyOf(root, options, bundle.id)}`);
}

/** Where an invocation keeps what its nodes came to. The sources, which only tests run, are taken for one build. */
export const keptPlace = (root: string, target: string, options: ProjectOptions): string =>
  join(target, cacheFolder, `kept-${keyOf(root, options, bundle.id ?? 'sources')}`);

/** Another one for each build of Assay, and for whatever else changes what the files of a project come to. */
function keyOf(root: string, { target, vars, threads, targetPath }: ProjectOptions, build: string): string {
  const asked = [build, root, target, vars, threads, targetPath].map((part) => part ?? null);
  return sha256(JSON.stringify(asked)).slice(0, 24);
}

function declaredTarget(root: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, 'project.yml'), 'utf8');
  } catch {
    return undefined;
  }
  if (!text.includes('target-path')) return 'target';
  return /^target-path: *([\w./-]+) *$/m.exec(text)?.[1];
}
