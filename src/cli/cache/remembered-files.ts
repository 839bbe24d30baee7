import { join } from 'node:path';
import { ok, type Result, SourceText, sha256 } from '../../base/index.ts';
import {
  type FileReader,
  type FileStamp,
  isSettled,
  type KnownSeed,
  type ReadText,
  readText,
  stampOf,
} from '../../project/index.ts';
import type { CachedFile } from './cached-project.ts';

interface Seen {
  readonly stamp: FileStamp | undefined;
  readonly at: number;
}

/** Reads the files that changed, and knows the others. */
export class RememberedFiles implements FileReader {
  readonly #known: ReadonlyMap<string, CachedFile>;
  readonly #texts: Buffer;
  readonly #seen = new Map<string, Seen>();

  /** @param root absolute: what the paths of files are relative to */
  constructor(root: string, known: readonly CachedFile[], texts: Buffer) {
    this.#known = new Map(known.map((file) => [join(root, file.path), file]));
    this.#texts = texts;
  }

  text(absolute: string, path: string): Result<ReadText> {
    const known = this.#unchanged(absolute);
    if (known?.text === undefined) return readText(absolute, path);
    const { hash, text } = known;
    return ok({ source: lazySource(path, () => this.#textOf(absolute, hash, text)), hash });
  }

  seed(absolute: string): KnownSeed | undefined {
    const known = this.#unchanged(absolute);
    return known?.seed === undefined ? undefined : { hash: known.hash, ...known.seed };
  }

  /** By what the file is known next time: null where it was too young when it was read. */
  stampOf(absolute: string): string | null {
    const seen = this.#seen.get(absolute);
    return seen?.stamp !== undefined && isSettled(seen.stamp, seen.at) ? seen.stamp.text : null;
  }

  /** What is known of the file, if it is as it was. */
  #unchanged(absolute: string): CachedFile | undefined {
    const seen = { stamp: stampOf(absolute), at: Date.now() };
    this.#seen.set(absolute, seen);
    const known = this.#known.get(absolute);
    return known?.stamp != null && known.stamp === seen.stamp?.text ? known : undefined;
  }

  #textOf(absolute: string, hash: string, [start, end]: readonly [number, number]): string {
    const bytes = this.#texts.subarray(start, end);
    if (sha256(bytes) === hash) return bytes.toString('utf8');
    // That part of the cache is damaged.
    const read = readText(absolute, absolute);
    if (read.ok && read.value.hash === hash) return read.value.source.text;
    throw new Error(`${absolute} was changed meanwhile: run the command again`);
  }
}

/** A text that is fetched when it is asked for. */
function lazySource(file: string, fetch: () => string): SourceText {
  const source = new SourceText(file, '');
  let text: string | undefined;
  Object.defineProperty(source, 'text', {
    enumerable: true,
    get: () => {
      text ??= fetch();
      return text;
    },
  });
  return source;
}
