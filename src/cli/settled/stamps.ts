import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../base/index.ts';

/** How a file looked: unless it looks otherwise it holds what it held. */
export interface Stamp {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** When its content and what is known of it were changed last, in nanoseconds of the epoch. */
  readonly modified: string;
  readonly inode: string;
  /** Of the content, where the file was so young that it could have been changed again without its time telling. */
  readonly hash?: string;
}

/** The names in a folder and below it. */
export interface Tree {
  readonly folder: string;
  readonly digest: string;
}

const youngMs = 2_000;

/** @param now epoch milliseconds */
export function stampOf(path: string, now: number): Stamp {
  const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
  const isYoung = now - Number(mtimeNs / 1_000_000n) < youngMs;
  return {
    path,
    size: Number(size),
    modified: `${mtimeNs} ${ctimeNs}`,
    inode: String(ino),
    ...(isYoung && { hash: sha256(readFileSync(path)) }),
  };
}

export function isAsStamped(stamp: Stamp): boolean {
  const stat = statSync(stamp.path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return false;
  const looks =
    Number(stat.size) === stamp.size &&
    `${stat.mtimeNs} ${stat.ctimeNs}` === stamp.modified &&
    String(stat.ino) === stamp.inode;
  return looks && (stamp.hash === undefined || sha256(readFileSync(stamp.path)) === stamp.hash);
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
