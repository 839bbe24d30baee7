import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { FileRecord } from '../state/index.ts';

/** A file that was changed this shortly before it is hashed may be changed again without its time telling. */
const tooFreshMs = 2_000;

/** Hashes of files' contents; what was hashed once is trusted as long as size, time and inode are the same. */
export class FileHashes {
  /** The files hashed anew, by path relative to the project: to be recorded. */
  readonly fresh = new Map<string, FileRecord>();
  /** Every file that was looked at, by its absolute path, as it was then. */
  readonly seen = new Map<string, FileRecord & { readonly isYoung: boolean }>();
  readonly #root: string;
  readonly #known: ReadonlyMap<string, FileRecord>;
  readonly #now: () => number;
  readonly #hashes = new Map<string, string | undefined>();

  /** @param root of the project, absolute */
  constructor(root: string, known: ReadonlyMap<string, FileRecord>, now: () => number) {
    this.#root = root;
    this.#known = known;
    this.#now = now;
  }

  /** By path relative to the project; undefined if one of them cannot be read. */
  of(paths: readonly string[]): Readonly<Record<string, string>> | undefined {
    const hashes: Record<string, string> = {};
    for (const path of paths) {
      const hash = this.#hash(path);
      if (hash === undefined) return undefined;
      hashes[this.#named(path)] = hash;
    }
    return hashes;
  }

  #named(path: string): string {
    return relative(this.#root, path).replaceAll('\\', '/');
  }

  #hash(path: string): string | undefined {
    if (!this.#hashes.has(path)) this.#hashes.set(path, this.#find(path));
    return this.#hashes.get(path);
  }

  #find(path: string): string | undefined {
    try {
      const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
      const name = this.#named(path);
      const known = this.#known.get(name);
      const seen = { size: Number(size), modified: `${mtimeNs} ${ctimeNs}`, inode: String(ino) };
      const isKnown =
        known?.size === seen.size && known.modified === seen.modified && known.inode === seen.inode;
      const isYoung = this.#now() - Number(mtimeNs / 1_000_000n) <= tooFreshMs;
      const record = { ...seen, hash: isKnown ? known.hash : contentHash(path) };
      this.seen.set(path, { ...record, isYoung });
      if (!isKnown && !isYoung) this.fresh.set(name, record);
      return record.hash;
    } catch {
      return undefined;
    }
  }
}

/** SHA-256, read piece by piece: data files may be larger than memory. */
function contentHash(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece))
      hash.update(piece.subarray(0, length));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
