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
import type { BuildableNode, TestNode } from '../../manifest/index.ts';
import type { Reason } from '../../plan/index.ts';
import type { BuiltFrom, NotPassed, TestedRecord } from '../../state/index.ts';

/** Keeps the fingerprints of what a run builds, and finds when its turn comes what turned out to be the same. */
export class ReuseInRun {
  /** The tests that have run; of those that passed on what cannot be told without a record. */
  readonly tested = new Map<NodeId, TestedRecord | NotPassed | undefined>();
  readonly #known: KnownOrKept;
  readonly #versions: Versions;
  readonly #runId: string;
  readonly #fingerprints = new Map<NodeId, Fingerprint>();

  constructor({ known, versions }: { known: KnownOrKept; versions: Versions }, runId: string) {
    this.#known = known;
    this.#versions = versions;
    this.#runId = runId;
  }

  /** What there is of a node, if it is what the node would become; of a test, that it has passed on the same. */
  unchanged(node: BuildableNode | TestNode, reason: Reason): Before | undefined {
    const definition = this.#known.define(node);
    if (!definition.ok) return undefined;
    const fingerprint = this.#versions.fingerprint(definition.value);
    this.#fingerprints.set(node.id, fingerprint);
    const before = this.#known.before(node.id);
    const mayBe = reason.kind === 'upstream' && before !== undefined && isProvable(fingerprint);
    if (!mayBe || hashOf(fingerprint) !== before.hash) return undefined;
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

  /** Whether the next run finds all of this to be unchanged, unless something does change. */
  isAllProvable(): boolean {
    return (
      [...this.#fingerprints.values()].every(isProvable) &&
      [...this.tested.values()].every((record) => record !== undefined && 'fingerprint' in record)
    );
  }

  /** A test has run. */
  ran(node: NodeId, verdict: 'pass' | NotPassed['verdict'], at: number, seconds: number): void {
    const fingerprint = this.#fingerprints.get(node);
    if (verdict !== 'pass' || fingerprint === undefined) {
      this.tested.set(node, verdict === 'pass' ? undefined : { verdict, at });
      return;
    }
    const hash = hashOf(fingerprint);
    this.#known.kept?.learn(node, fingerprint, { hash, version: '' });
    this.tested.set(node, { node, fingerprint: hash, parts: JSON.stringify(fingerprint), at, seconds });
  }
}
