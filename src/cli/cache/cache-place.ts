import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sha256 } from '../../base/index.ts';
import type { ProjectOptions } from '../options.ts';
import { buildId } from './build-id.ts';

/** The folder below the target folder that `clean` removes with it. */
export const cacheFolder = '.assay';

/** Where an invocation has its cache file; undefined where that cannot be told without understanding project.yml. */
export function cachePlace(root: string, options: ProjectOptions): string | undefined {
  if (buildId === undefined) return undefined;
  const target = options.targetPath ?? declaredTarget(root);
  if (target === undefined) return undefined;
  const { target: name, vars, threads, targetPath } = options;
  const key = sha256(
    JSON.stringify([buildId, root, name, vars, threads, targetPath].map((part) => part ?? null)),
  );
  return join(resolve(root, target), cacheFolder, `parsed-${key.slice(0, 24)}`);
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
