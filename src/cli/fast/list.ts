import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CacheFile, replaceHead } from '../cache/cache-file.ts';
import { cachePlace } from '../cache/cache-place.ts';
import type { CachedList, CacheHead } from '../cache/cached-project.ts';
import { rootOf } from '../cache/settings.ts';
import { stillSame } from '../cache/still-same.ts';
import { dialectAt } from '../dialect.ts';
import type { Terminal } from '../terminal.ts';
import { plainList } from './list-options.ts';

/**
 * The answer of a plain `ls` where the cache has it and still holds. It is a bundle of its own, so that bin/ need not
 * load the program for it. Undefined where the program is to answer.
 */
export function listFromCache(
  words: readonly string[],
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
): string | undefined {
  const options = plainList(words);
  if (options === undefined || hasSecrets(env)) return undefined;
  const dir = resolve(cwd, options.projectDir ?? '.');
  if (!existsSync(dir) || dialectAt(dir) !== 'native') return undefined;
  const root = rootOf(dir);
  const place = cachePlace(root, options);
  const file = place === undefined ? undefined : CacheFile.read(place);
  const bytes = file?.section('head');
  if (file === undefined || bytes === undefined) return undefined;
  const head = JSON.parse(bytes.toString('utf8')) as CacheHead;
  // Warnings are told, and a selector may be the default.
  const isPlain = !head.warnedBefore && head.warnings.length === 0 && head.settings[1]!.hash === null;
  const now = isPlain ? stillSame(root, head, env) : undefined;
  const list = now === undefined ? undefined : file.section('list');
  if (now === undefined || list === undefined) return undefined;
  if (now !== head) replaceHead(place!, file, now);
  const column = { selector: 0, name: 1, path: 2 }[options.form];
  const lines = (JSON.parse(list.toString('utf8')) as CachedList).map((line) => `${line[column]}\n`);
  return lines.length === 0 ? undefined : lines.join('');
}

/** Which are not to be printed. */
const hasSecrets = (env: Terminal['env']): boolean =>
  Object.keys(env).some((name) => name.startsWith('DBT_ENV_SECRET'));
