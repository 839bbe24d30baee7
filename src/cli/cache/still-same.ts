import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../base/index.ts';
import { isSettled, listResources, readText, stampOf } from '../../project/index.ts';
import type { Terminal } from '../terminal.ts';
import type { CachedFile, CacheHead } from './cached-project.ts';
import { isSameEnv } from './recorded-env.ts';

/**
 * The head of a cache file, if everything that it follows from is as it was, told without understanding any of it. It is
 * another one where files are known by better stamps now.
 */
export function stillSame(root: string, head: CacheHead, env: Terminal['env']): CacheHead | undefined {
  const { paths } = head.project;
  const folders = [paths.models, paths.seeds, paths.tests, paths.macros, paths.snapshots, paths.analyses];
  const there = folders.flat().filter((folder) => existsSync(join(root, folder)));
  if (!isSameEnv(head.env, env) || !sameTexts(there, head.folders)) return undefined;
  const { resources, wrong, warnings } = listResources(root, paths);
  if (wrong.length > 0 || warnings.length > 0 || resources.length !== head.files.length) return undefined;
  const listed = new Map(resources.map((resource) => [resource.path, resource]));
  let improved = false;
  const again = <Known extends Content>(path: string, known: Known): Known | undefined => {
    const now = sameContent(join(root, path), known);
    if (now !== undefined && now.stamp !== known.stamp) improved = true;
    return now;
  };
  const settings = head.settings.map((setting) => again(setting.name, setting));
  const files = head.files.map((file) => {
    const resource = listed.get(file.path);
    const isSameKind = resource?.kind === file.kind && resource.resourcePath === file.resourcePath;
    return isSameKind ? again(file.path, file) : undefined;
  });
  const isWhole = <T>(some: readonly (T | undefined)[]): some is readonly T[] => !some.includes(undefined);
  if (!isWhole(settings) || !isWhole(files)) return undefined;
  return improved ? { ...head, settings, files } : head;
}

interface Content {
  readonly stamp: string | null;
  readonly hash: string | null;
  readonly kind?: CachedFile['kind'];
}

/** The same with a stamp that is current, where the file has the same stamp or else the same content. */
function sameContent<Known extends Content>(absolute: string, known: Known): Known | undefined {
  const stamp = stampOf(absolute);
  if (stamp === undefined) return known.hash === null && !existsSync(absolute) ? known : undefined;
  if (stamp.text === known.stamp) return known;
  const at = Date.now();
  if (hashOf(absolute, known.kind) !== known.hash) return undefined;
  return isSettled(stamp, at) ? { ...known, stamp: stamp.text } : known;
}

function hashOf(absolute: string, kind: CachedFile['kind'] | undefined): string | undefined {
  try {
    if (kind === 'seed') return sha256(readFileSync(absolute));
  } catch {
    return undefined;
  }
  const read = readText(absolute, absolute);
  return read.ok ? read.value.hash : undefined;
}

const sameTexts = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((text, index) => text === others[index]);
