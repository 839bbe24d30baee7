import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type NodeId, type Outcome, sha256 } from '../../base/index.ts';
import { type FileStamp, stampOf } from '../../project/index.ts';
import type { ManifestMeta } from '../../report/index.ts';
import { bundle } from '../cache/build-id.ts';
import { cacheFolder } from '../cache/cache-place.ts';
import { readChecked, writeChecked } from '../cache/checked-file.ts';
import type { OpenProject } from '../open/open-project.ts';

/** Where the texts of nodes are in manifest.json, as it was when this was written. */
interface TextPlaces {
  /** What they follow from. */
  readonly from: string;
  readonly stamp: FileStamp['text'];
  /** Where each begins and ends, in bytes. */
  readonly places: readonly (readonly [node: NodeId, start: number, end: number])[];
}

/**
 * The texts of nodes in the manifest.json that is there, which stand in the next one as well: nodes that were restored
 * from the same, have not changed since, and are not compiled in this run, nor were in that one.
 */
export class ManifestTexts {
  readonly #path: string;
  readonly #from: string | undefined;
  readonly #isSteady: (node: NodeId) => boolean;
  readonly #known: ReadonlyMap<NodeId, readonly [start: number, end: number]>;
  #file: Buffer | undefined;
  readonly #places: [NodeId, number, number][] = [];

  /** @param path of manifest.json */
  constructor(path: string, opened: OpenProject, meta: ManifestMeta) {
    const { restoredFrom } = opened;
    this.#path = path;
    this.#from =
      restoredFrom && sha256(JSON.stringify([bundle.id, restoredFrom.body, meta.database, meta.schema]));
    const compiled = new Set((meta.outcomes ?? []).filter(isCompiled).map(({ node }) => node));
    this.#isSteady = (node) => restoredFrom?.changed.has(node) === false && !compiled.has(node);
    this.#known = this.#find();
  }

  /** The text of a node as it stands in the file, where it is known. */
  of(node: NodeId): readonly [start: number, end: number] | undefined {
    return this.#isSteady(node) ? this.#known.get(node) : undefined;
  }

  /** The file that is there. */
  get file(): Buffer {
    return this.#file!;
  }

  /** The text of a node was written to the new file. */
  wrote(node: NodeId, start: number, end: number): void {
    if (this.#from !== undefined && this.#isSteady(node)) this.#places.push([node, start, end]);
  }

  /** The new file is there. */
  keep(): void {
    const stamp = stampOf(this.#path);
    if (this.#from === undefined || stamp === undefined) return;
    const places: TextPlaces = { from: this.#from, stamp: stamp.text, places: this.#places };
    writeChecked(this.#note, JSON.stringify(places));
  }

  get #note(): string {
    return join(dirname(this.#path), cacheFolder, 'manifest-texts');
  }

  #find(): ReadonlyMap<NodeId, readonly [number, number]> {
    const text = this.#from === undefined ? undefined : readChecked(this.#note);
    if (text === undefined) return new Map();
    const { from, stamp, places } = JSON.parse(text) as TextPlaces;
    if (from !== this.#from) return new Map();
    try {
      this.#file = readFileSync(this.#path);
    } catch {
      return new Map();
    }
    // Looked at after it was read, so that it is not another one.
    if (stampOf(this.#path)?.text !== stamp) return new Map();
    return new Map(places.map(([node, start, end]) => [node, [start, end]]));
  }
}

const isCompiled = ({ compiledSql, compiledPath }: Outcome): boolean =>
  compiledSql !== undefined || compiledPath !== undefined;
