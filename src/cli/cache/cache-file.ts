import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../../base/index.ts';
import { removeOld } from './remove-old.ts';

/**
 * `head` tells whether the others still hold, `list` is what `ls` prints, `body` the manifest, `changed` nodes that are
 * newer than that, `texts` the files.
 */
const sections = ['head', 'list', 'body', 'changed', 'texts'] as const;
export type Section = (typeof sections)[number];

interface Place {
  readonly name: Section;
  readonly start: number;
  readonly end: number;
  readonly hash: string;
}

const magic = 'assay-parsed-1 ';

/** A file of the cache: a line that tells where its sections are, and these. */
export class CacheFile {
  readonly #bytes: Buffer;
  readonly #begin: number;
  readonly #places: readonly Place[];
  readonly #whole = new Map<Section, Buffer>();

  private constructor(bytes: Buffer, begin: number, places: readonly Place[]) {
    this.#bytes = bytes;
    this.#begin = begin;
    this.#places = places;
  }

  /** Undefined where there is none, or its first line is damaged. */
  static read(path: string): CacheFile | undefined {
    try {
      const bytes = readFileSync(path);
      const begin = bytes.indexOf('\n') + 1;
      if (bytes.toString('latin1', 0, magic.length) !== magic || begin === 0) return undefined;
      const [hash, line = ''] = bytes.toString('latin1', magic.length, begin - 1).split(' ');
      if (hash !== sha256(line)) return undefined;
      return new CacheFile(bytes, begin, JSON.parse(line) as readonly Place[]);
    } catch {
      return undefined;
    }
  }

  /** A section; undefined where it is damaged. */
  section(wanted: Section): Buffer | undefined {
    const place = this.#places.find(({ name }) => name === wanted);
    if (place === undefined) return undefined;
    const known = this.#whole.get(wanted);
    if (known !== undefined) return known;
    const bytes = this.#bytes.subarray(this.#begin + place.start, this.#begin + place.end);
    if (bytes.length !== place.end - place.start || sha256(bytes) !== place.hash) return undefined;
    hashes.set(bytes, place.hash);
    this.#whole.set(wanted, bytes);
    return bytes;
  }

  /** The hash of a section. */
  hashOf(wanted: Section): string | undefined {
    return this.#places.find(({ name }) => name === wanted)?.hash;
  }

  /** All sections; undefined where one is damaged. */
  all(): Readonly<Record<Section, Buffer>> | undefined {
    const found = sections.map((name) => [name, this.section(name)] as const);
    return found.some(([, bytes]) => bytes === undefined)
      ? undefined
      : (Object.fromEntries(found) as Record<Section, Buffer>);
  }
}

/** Of sections that were read: they are written again as they are. */
const hashes = new WeakMap<Buffer, string>();

/** Writes it beside and renames it, so that others see the old file or the new one. Says nothing where it cannot. */
export function writeCacheFile(path: string, content: Readonly<Record<Section, Buffer>>): void {
  let at = 0;
  const places = sections.map((name): Place => {
    const bytes = content[name];
    at += bytes.length;
    return { name, start: at - bytes.length, end: at, hash: hashes.get(bytes) ?? sha256(bytes) };
  });
  const line = JSON.stringify(places);
  const first = Buffer.from(`${magic}${sha256(line)} ${line}\n`, 'latin1');
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(draft, 'wx');
    try {
      for (const part of [first, ...sections.map((name) => content[name])]) {
        for (let done = 0; done < part.length; ) done += writeSync(file, part, done);
      }
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    removeOld(dirname(path), 'parsed-');
  } catch {
    // Without a cache everything works, only not as fast.
    removeQuietly(draft);
  }
}

/** The same file with another head. */
export function replaceHead(path: string, file: CacheFile, head: object): void {
  const all = file.all();
  if (all !== undefined) writeCacheFile(path, { ...all, head: Buffer.from(JSON.stringify(head)) });
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is no folder.
  }
}
