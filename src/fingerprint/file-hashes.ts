import { relative } from 'node:path';
import { contentHash, type FileStamp, isSettled, stampOf } from '../project/index.ts';
import type { FileRecord } from '../state/index.ts';

/** Hashes of files' contents; what was hashed once is trusted as long as its stamp is the same. */
export class FileHashes {
  /** The files hashed anew, by path relative to the project: to be recorded. */
  readonly fresh = new Map<string, FileRecord>();
  /** Every file that was looked at, by its absolute path, as it was then. */
  readonly seen = new Map<string, { readonly stamp: FileStamp; readonly hash: string }>();
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
    const stamp = stampOf(path);
    if (stamp === undefined) return undefined;
    const name = this.#named(path);
    const known = this.#known.get(name);
    const isKnown = known?.stamp === stamp.text;
    try {
      const hash = isKnown ? known.hash : contentHash(path);
      this.seen.set(path, { stamp, hash });
      if (!isKnown && isSettled(stamp, this.#now())) this.fresh.set(name, { stamp: stamp.text, hash });
      return hash;
    } catch {
      return undefined;
    }
  }
}
