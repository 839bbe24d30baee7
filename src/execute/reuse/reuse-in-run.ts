import type { NodeId } from '../../base/index.ts';
import {
  type Before,
  type Fingerprint,
  hashOf,
  isProvable,
  type KnownOrKept,
  type Versions,
  versionOf,
} from '../../fingerprint/index.ts';
import type { BuildableNode, Manifest, TestNode } from '../../manifest/index.ts';
import type { Reason } from '../../plan/index.ts';
import type { BuiltFrom, NotPassed, TestedRecord } from '../../state/index.ts';

/** Keeps the fingerprints of what a run builds, and finds when its turn comes what turned out to be the same. */
export class ReuseInRun {
  readonly #known: KnownOrKept;
  readonly #versions: Versions;
  readonly #manifest: Manifest;
  readonly #runId: string;
  readonly #fingerprints = new Map<NodeId, Fingerprint>();
  readonly #ran = new Map<NodeId, Ran>();

  constructor(
    { known, versions }: { known: KnownOrKept; versions: Versions },
    run: { readonly id: string; readonly manifest: Manifest },
  ) {
    this.#manifest = run.manifest;
    this.#known = known;
    this.#versions = versions;
    this.#runId = run.id;
  }

  /** What there is of a node, if it is what the node would become; of a test, that it has passed on the same. */
  unchanged(node: BuildableNode | TestNode, reason: Reason): Before | undefined {
    const before = reason.kind === 'upstream' ? this.#known.before(node.id) : undefined;
    if (before === undefined && node.resource === 'test' && this.#readsRelations(node)) return undefined;
    const fingerprint = this.#fingerprintOf(node);
    if (before === undefined || fingerprint === undefined || !isProvable(fingerprint)) return undefined;
    if (hashOf(fingerprint) !== before.hash) return undefined;
    if (node.resource !== 'test') this.#versions.set(node.id, before.version);
    this.#known.kept?.learn(node.id, fingerprint, before);
    return before;
  }

  before(node: NodeId): Before | undefined {
    return this.#known.before(node);
  }

  /**
   * The node was built; gives what is recorded of that.
   *
   * @param isSame whether its data is what it was before
   */
  built(node: NodeId, isSame: boolean): BuiltFrom | undefined {
    const fingerprint = this.#fingerprints.get(node);
    if (fingerprint === undefined) return undefined;
    const old = isSame ? this.#known.before(node)?.version : undefined;
    const version = old ?? versionOf(fingerprint, this.#runId);
    this.#versions.set(node, version);
    const hash = hashOf(fingerprint);
    this.#known.kept?.learn(node, fingerprint, { hash, run: this.#runId, version });
    return { fingerprint: hash, parts: JSON.stringify(fingerprint), version };
  }

  /** Whether tests have run. */
  get hasRun(): boolean {
    return this.#ran.size > 0;
  }

  /** A test has run. */
  ran(node: TestNode, verdict: 'pass' | NotPassed['verdict'], at: number, seconds: number): void {
    this.#ran.set(node.id, { node, verdict, at, seconds });
  }

  /**
   * The tests that have run; of those that passed on what cannot be told without a record. Most are defined only now:
   * nothing was asked of them before, and at the end of a run there is time for it.
   */
  tested(): ReadonlyMap<NodeId, TestedRecord | NotPassed | undefined> {
    const records = new Map<NodeId, TestedRecord | NotPassed | undefined>();
    for (const [id, ran] of this.#ran) records.set(id, this.#recordOf(ran));
    return records;
  }

  /** Whether the next run finds all of this to be unchanged, unless something does change. */
  isAllProvable(): boolean {
    return (
      [...this.#fingerprints.values()].every(isProvable) &&
      [...this.#ran.values()].every(
        ({ node, verdict }) => verdict === 'pass' && this.#fingerprints.has(node.id),
      )
    );
  }

  #recordOf({ node, verdict, at, seconds }: Ran): TestedRecord | NotPassed | undefined {
    if (verdict !== 'pass') return { verdict, at };
    const fingerprint = this.#fingerprints.get(node.id) ?? this.#fingerprintOf(node);
    if (fingerprint === undefined) return undefined;
    const hash = hashOf(fingerprint);
    this.#known.kept?.learn(node.id, fingerprint, { hash, version: '' });
    return { node: node.id, fingerprint: hash, parts: JSON.stringify(fingerprint), at, seconds };
  }

  #fingerprintOf(node: BuildableNode | TestNode): Fingerprint | undefined {
    const definition = this.#known.define(node);
    if (!definition.ok) return undefined;
    const fingerprint = this.#versions.fingerprint(definition.value);
    this.#fingerprints.set(node.id, fingerprint);
    return fingerprint;
  }

  /** What all that it reads holds has a version by the end of the run. Files may be others by then. */
  #readsRelations({ dependsOn }: TestNode): boolean {
    return dependsOn.nodes.every((id) => {
      const node = this.#manifest.nodes.get(id);
      if (node?.resource === 'model') return node.config.materialized !== 'ephemeral';
      return node?.resource === 'seed';
    });
  }
}

interface Ran {
  readonly node: TestNode;
  readonly verdict: 'pass' | NotPassed['verdict'];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seconds: number;
}
