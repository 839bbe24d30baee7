import type { NodeId } from '../base/index.ts';
import type { Manifest, ModelNode } from '../manifest/index.ts';
import { type Definition, type Fingerprint, hashOf, type Unprovable } from './fingerprint.ts';
import type { Known } from './known.ts';
import { placesOf } from './places.ts';

/** Stands for the version of data that nothing is known of. */
export const unknownVersion = 'unknown';
const unknown = unknownVersion;

/** Knows, at each moment of a run, the version of the data that readers of a relation get. */
export class Versions {
  readonly #known: Known;
  readonly #manifest: Manifest;
  readonly #readsThrough: (node: NodeId) => boolean;
  readonly #built = new Map<NodeId, string>();
  readonly #inlined = new Set<NodeId>();

  /** @param readsThrough whether a node's relation is a view: it shows what is upstream of it at once */
  constructor(known: Known, manifest: Manifest, readsThrough: (node: NodeId) => boolean) {
    this.#known = known;
    this.#manifest = manifest;
    this.#readsThrough = readsThrough;
  }

  /** The node was built, or found to be what it was. */
  set(node: NodeId, version: string): void {
    this.#built.set(node, version);
  }

  /** What reads this view takes its query as it is now. */
  inline(view: NodeId): void {
    this.#inlined.add(view);
  }

  /** Whether a view that was published reads places at which what it reads is no more. */
  isDisplaced(view: NodeId): boolean {
    const places = this.#readsThrough(view) ? this.#known.before(view)?.fingerprint.places : undefined;
    if (places === undefined) return false;
    const now = placesOf(Object.keys(places), this.#manifest);
    return Object.entries(places).some(([read, place]) => now[read] !== place);
  }

  fingerprint(definition: Definition): Fingerprint {
    const upstream = definition.reads.map((node) => [node, this.read(node, definition)] as const);
    return { ...definition, upstream: Object.fromEntries(upstream) };
  }

  /** The version of a relation, as what reads it goes by. */
  read(node: NodeId, by: Pick<Definition, 'unprovable'>): string {
    const version = this.of(node);
    const isDeclared = version === unknown && this.#isSource(node) && !doubts(by, node);
    return isDeclared ? 'stable' : version;
  }

  of(id: NodeId): string {
    const built = this.#built.get(id);
    if (built !== undefined) return built;
    const node = this.#manifest.nodes.get(id);
    // What files hold is a part of the definition of what reads them.
    if (node?.resource === 'source')
      return node.from.kind === 'files' ? 'files' : (this.#known.tableVersion(id) ?? unknown);
    if (this.#isInlined(id)) {
      const definition = this.#defined(id);
      return (definition && certainVersion(this.fingerprint(definition))) ?? unknown;
    }
    const before = this.#known.before(id);
    if (before === undefined) return unknown;
    const isView = this.#readsThrough(id) && before.version === before.hash;
    return isView ? (certainVersion(this.fingerprint(before.fingerprint)) ?? unknown) : before.version;
  }

  #isSource(id: NodeId): boolean {
    return this.#manifest.nodes.get(id)?.resource === 'source';
  }

  /** The nodes of `changing` whose data a relation shows, be it through views that do not change themselves. */
  shown(id: NodeId, changing: (node: NodeId) => boolean): readonly NodeId[] {
    if (changing(id)) return [id];
    if (!this.#readsThrough(id)) return [];
    const reads = (this.#isInlined(id) ? this.#defined(id) : this.#known.before(id)?.fingerprint)?.reads;
    return (reads ?? []).flatMap((read) => this.shown(read, changing));
  }

  /** A run does not read what is elsewhere by the old name. */
  #isInlined(id: NodeId): boolean {
    return this.#inlined.has(id) || this.isDisplaced(id);
  }

  #defined(id: NodeId): Definition | undefined {
    const definition = this.#known.define(this.#manifest.nodes.get(id) as ModelNode);
    return definition.ok ? definition.value : undefined;
  }
}

/** Of a source that nothing is known of: whether it, and what reads it, are not declared stable. */
const doubts = ({ unprovable }: Pick<Definition, 'unprovable'>, source: NodeId): boolean =>
  unprovable.some((each) => each.kind === 'source' && each.source === source);

/** Whether equal fingerprints mean equal data. */
export const isProvable = ({ unprovable, upstream }: Fingerprint): boolean =>
  unprovable.length === 0 && !Object.values(upstream).includes(unknown);

/**
 * Why it cannot be told that nothing has changed. Of templates that decide, the last rendering has shown it too: the
 * same template goes the same way.
 */
export const unprovableOf = (now: Fingerprint, before: Fingerprint): readonly Unprovable[] =>
  now.decides === 'template' && now.unprovable.length === 0 ? before.unprovable : now.unprovable;

/** The version of what a fingerprint makes: this run's own, unless it is the same wherever and whenever it is built. */
export const versionOf = (fingerprint: Fingerprint, runId: string): string =>
  certainVersion(fingerprint) ?? `${hashOf(fingerprint)}@${runId}`;

/** An incremental model has a history, which its fingerprint does not tell of. */
const certainVersion = (fingerprint: Fingerprint): string | undefined =>
  isProvable(fingerprint) && fingerprint.config.materialized !== '"incremental"'
    ? hashOf(fingerprint)
    : undefined;
