import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../base/index.ts';
import { contentHash, type FileStamp, isSettled, stampOf } from '../../project/index.ts';

/** How a file looked: unless it looks otherwise it holds what it held. */
export interface Stamp {
  /** Absolute. */
  readonly path: string;
  readonly seen: string;
  /** Of the content, where the file was so young that it could have been changed again without its stamp telling. */
  readonly hash?: string;
}

/** The names in a folder and below it. */
export interface Tree {
  readonly folder: string;
  readonly digest: string;
}

/** @param readAt when the file was read that has this hash, at the earliest; epoch milliseconds */
export const stamped = (path: string, stamp: FileStamp, hash: string, readAt: number): Stamp => ({
  path,
  seen: stamp.text,
  ...(!isSettled(stamp, readAt) && { hash }),
});

/** Of a file that Assay has written itself. Throws if it is not there. */
export function ownStamp(path: string): Stamp {
  const stamp = stampOf(path);
  if (stamp === undefined) throw new Error(`${path} is no file`);
  return { path, seen: stamp.text };
}

export function isAsStamped({ path, seen, hash }: Stamp): boolean {
  if (stampOf(path)?.text !== seen) return false;
  return hash === undefined || contentHash(path) === hash;
}

/** Undefined where there are links, which may lead anywhere, or more than a look at it should cost. */
export function treeOf(folder: string): Tree | undefined {
  const names: string[] = [];
  const pending = [''];
  for (let inside = pending.pop(); inside !== undefined; inside = pending.pop()) {
    let entries: ReturnType<typeof entriesOf>;
    try {
      entries = entriesOf(join(folder, inside));
    } catch {
      if (inside !== '') return undefined;
      names.push('nothing there');
      break;
    }
    for (const entry of entries) {
      const name = `${inside}/${entry.name}`;
      if (entry.isSymbolicLink()) return undefined;
      names.push(name);
      if (entry.isDirectory()) pending.push(name);
    }
    if (names.length > mostNames) return undefined;
  }
  return { folder, digest: sha256(names.join('\n')) };
}

const mostNames = 200_000;

const entriesOf = (folder: string) => readdirSync(folder, { withFileTypes: true });

export const isAsListed = (tree: Tree): boolean => treeOf(tree.folder)?.digest === tree.digest;
