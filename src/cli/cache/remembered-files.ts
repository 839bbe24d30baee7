import { ok, type Result, SourceText } from '../../base/index.ts';
import {
  type FileReader,
  type FileStamp,
  fileIn,
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

  /**
   * @param root absolute: what the paths of files are relative to
   * @param texts what those that are known hold, and is whole
   */
  constructor(root: string, known: readonly CachedFile[], texts: Buffer) {
    this.#known = new Map(known.map((file) => [fileIn(root, file.path), file]));
    this.#texts = texts;
  }

  text(absolute: string, path: string): Result<ReadText> {
    const known = this.#unchanged(absolute);
    if (known?.text === undefined) return readText(absolute, path);
    const { hash, text } = known;
    return ok({ source: lazySource(path, () => this.#texts.toString('utf8', ...text)), hash });
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
