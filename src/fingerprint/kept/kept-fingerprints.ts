import { type NodeId, sha256 } from '../../base/index.ts';
import type { BuildableNode, Manifest, TestNode } from '../../manifest/index.ts';
import type { DefineSettings } from '../define-node.ts';
import type { Fingerprint } from '../fingerprint.ts';
import type { Known, Recorded } from '../known.ts';
import { isProvable, unknownVersion, type Versions } from '../versions.ts';
import type { DefinitionInputs } from './definition-inputs.ts';

/** That a node was as it is recorded, and all that this followed from. */
export interface Kept {
  /** What its definition followed from that was its own. */
  readonly inputs: string;
  /** Which record it was: the hash of its fingerprint, and of a relation the run that published it. */
  readonly hash: string;
  readonly run: string | undefined;
  /** The version of its data, as its readers saw it; of a test, none. */
  readonly version: string;
  /** What it read, with the versions of that. */
  readonly reads: readonly (readonly [node: NodeId, version: string])[];
}

/** What tells whether a node is still as it was, at best without defining it. */
export interface KnownOrKept extends Known {
  readonly kept?: KeptFingerprints | undefined;
}

export interface KeptSettings {
  readonly manifest: Manifest;
  readonly inputs: DefinitionInputs;
  /** What is recorded of a node, without its fingerprint. */
  readonly recorded: (node: NodeId) => Recorded | undefined;
  /** Of a source. */
  readonly files: DefineSettings['files'];
  /** Whether a template has looked at what is another in each run. */
  readonly sawMoment: (node: NodeId) => boolean;
}

/**
 * Finds nodes to be as they are recorded without defining them, from what was kept of the last time: everything that
 * definitions have in common is the same (who reads what was kept looks after that), so is what each has of its own,
 * the record is the same one, and the data that it reads has the same versions. Then so is the answer.
 */
export class KeptFingerprints {
  /** The environment variables that what was learnt has read. */
  readonly envRead = new Set<string>();
  readonly #settings: KeptSettings;
  readonly #before: ReadonlyMap<NodeId, Kept>;
  readonly #learnt = new Map<NodeId, Kept>();
  readonly #standing = new Set<NodeId>();
  readonly #files = new Map<NodeId, string>();
  #told = 0;

  constructor(before: ReadonlyMap<NodeId, Kept>, settings: KeptSettings) {
    this.#before = before;
    this.#settings = settings;
  }

  /**
   * What is recorded of a node that is as it was.
   *
   * @param changing whether the plan builds a node
   */
  standing(
    node: BuildableNode | TestNode,
    versions: Versions,
    changing: (node: NodeId) => boolean,
  ): Recorded | undefined {
    const { id } = node;
    this.#standing.delete(id);
    const kept = this.#before.get(id);
    const recorded = kept && this.#settings.recorded(id);
    if (recorded === undefined || recorded.hash !== kept!.hash || recorded.run !== kept!.run)
      return undefined;
    const isRead = ([read, version]: Kept['reads'][number]): boolean =>
      (this.#standing.has(read) || versions.shown(read, changing).length === 0) &&
      this.#seen(read, versions.read(read, provable)) === version;
    if (!kept!.reads.every(isRead) || this.#settings.inputs.of(node) !== kept!.inputs) return undefined;
    this.#standing.add(id);
    if (node.resource !== 'test') versions.set(id, kept!.version);
    return recorded;
  }

  /** The node is, or will be as soon as its record is written, as it is recorded. */
  learn(node: NodeId, fingerprint: Fingerprint, record: Pick<Recorded, 'hash' | 'run' | 'version'>): void {
    const { manifest, inputs: inputsOf, sawMoment } = this.#settings;
    if (!isProvable(fingerprint) || sawMoment(node)) return;
    const inputs = inputsOf.of(manifest.nodes.get(node) as BuildableNode | TestNode);
    if (inputs === undefined) return;
    const { hash, run, version } = record;
    const reads = fingerprint.reads.map(
      (id) => [id, this.#seen(id, fingerprint.upstream[id] ?? unknownVersion)] as const,
    );
    for (const name of Object.keys(fingerprint.env)) this.envRead.add(name);
    this.#learnt.set(node, { inputs, hash, run, version, reads });
  }

  /** What is to be kept for the next time; undefined where that is what it was when this was asked before. */
  now(): ReadonlyMap<NodeId, Kept> | undefined {
    if (this.#learnt.size === this.#told) return undefined;
    this.#told = this.#learnt.size;
    const kept = new Map<NodeId, Kept>();
    for (const id of this.#settings.manifest.nodes.keys()) {
      const known = this.#learnt.get(id) ?? this.#before.get(id);
      if (known !== undefined) kept.set(id, known);
    }
    return kept;
  }

  /** What files of a source hold is a part of the definition of what reads them: here they are its version. */
  #seen(read: NodeId, version: string): string {
    const node = this.#settings.manifest.nodes.get(read);
    if (node?.resource !== 'source' || node.from.kind !== 'files') return version;
    let files = this.#files.get(read);
    if (files === undefined) {
      files = sha256(JSON.stringify(this.#settings.files(read) ?? null)).slice(0, 32);
      this.#files.set(read, files);
    }
    return files;
  }
}

const provable = { unprovable: [] };
