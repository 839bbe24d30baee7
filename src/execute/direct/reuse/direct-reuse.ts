import type { Session } from '../../../adapter/index.ts';
import { type NodeId, type Outcome, sha256 } from '../../../base/index.ts';
import {
  type Before,
  type Fingerprint,
  hashOf,
  isProvable,
  isStable,
  type ReadHere,
  unknownVersion,
  unprovableOf,
  type Versions,
  versionOf,
} from '../../../fingerprint/index.ts';
import type { BuildableNode, ManifestNode, TestNode } from '../../../manifest/index.ts';
import type { Plan, Reason } from '../../../plan/index.ts';
import type { BuiltFrom, NotPassed, TestedRecord } from '../../../state/index.ts';
import { smallEnough } from '../../reuse/altered-relations.ts';
import type { GatheredKnown } from '../../reuse/gather-known.ts';
import type { Connection } from '../connection.ts';
import type { ReuseHost } from './host.ts';
import { Recorder } from './recorder.ts';
import { Renderings } from './renderings.ts';

/** What a run is given that does again only what is not proven unchanged. */
export interface DirectReuseSettings {
  readonly state: GatheredKnown & { readonly versions: Versions };
  /** What the SQL of a node may read. */
  readonly readHere: (node: BuildableNode | TestNode) => ReadHere;
  /** Whether it is built by macros that nobody knows: nothing is recorded of it then. */
  readonly isUnknown: (node: ManifestNode) => boolean;
  /** Whether building it may write to anything: by hooks, or by macros of the project's own. */
  readonly mayWrite: (node: ManifestNode) => boolean;
  /** Whether the run has hooks before or after everything else. */
  readonly hasHooks: boolean;
}

/** Finds what is unchanged when its turn comes, and writes down what was built and tested. */
export class DirectReuse {
  readonly settings: DirectReuseSettings;
  readonly renderings = new Renderings();
  readonly recorder: Recorder;
  /** The tests that have run; of those that passed on what cannot be told without a record. */
  readonly tested = new Map<NodeId, TestedRecord | NotPassed | undefined>();
  /** What was built and is recorded. */
  readonly built = new Map<NodeId, BuildableNode>();
  /** Whether anything was. */
  hasBuilt = false;
  #mayHaveWritten = false;
  readonly #run: ReuseHost;
  readonly #awaited: ReadonlySet<NodeId>;
  readonly #fingerprints = new Map<NodeId, Fingerprint>();
  #session: Promise<Session> | undefined;

  constructor(settings: DirectReuseSettings, { steps }: Pick<Plan, 'steps'>, run: ReuseHost) {
    this.settings = settings;
    this.#run = run;
    this.recorder = new Recorder(() => this.session());
    this.#awaited = new Set(steps.flatMap(({ reason }) => (reason.kind === 'upstream' ? reason.nodes : [])));
  }

  /** The one that records are written by. */
  session(): Promise<Session> {
    this.#session ??= this.#run.settings.warehouse.session();
    return this.#session;
  }

  async release(): Promise<void> {
    (await this.#session)?.release();
    this.#session = undefined;
  }

  /** What there is of a node, if it is what the node would become; of a test, that it has passed on the same. */
  unchanged(node: BuildableNode | TestNode, reason: Reason): Before | undefined {
    const { known, versions } = this.settings.state;
    const definition = known.define(node);
    if (!definition.ok) return undefined;
    const fingerprint = versions.fingerprint(definition.value);
    this.#fingerprints.set(node.id, fingerprint);
    const before = known.before(node.id);
    if (reason.kind !== 'upstream' || before === undefined || !isProvable(fingerprint)) return undefined;
    const isSame =
      unprovableOf(fingerprint, before.fingerprint).length === 0 && hashOf(fingerprint) === before.hash;
    if (!isSame) return undefined;
    if (node.resource !== 'test') versions.set(node.id, before.version);
    return before;
  }

  /** A node was built, or could not be. */
  async ended(node: BuildableNode, outcome: Outcome): Promise<void> {
    const { settings, recorder } = this;
    const { adapter, compile, clock } = this.#run.settings;
    const relation = adapter.relation(node.relation);
    this.hasBuilt = true;
    if (settings.mayWrite(node)) this.#mayHaveWritten = true;
    const from =
      outcome.status === 'success' && !settings.isUnknown(node) ? await this.#builtFrom(node) : undefined;
    if (from === undefined) {
      settings.state.versions.set(node.id, unknownVersion);
      recorder.forget([relation], 'a build');
      return;
    }
    this.built.set(node.id, node);
    settings.state.versions.set(node.id, from.version);
    const rows = outcome.adapterResponse?.rows_affected;
    recorder.built({
      node: node.id,
      builder: settings.state.builder,
      relation,
      runId: compile.runId,
      at: clock.now(),
      rows: typeof rows === 'number' && isTable(node) ? rows : undefined,
      sqlHash: sha256(outcome.compiledSql ?? ''),
      shows: undefined,
      location: undefined,
      seconds: outcome.elapsedMs / 1000,
      built: from,
    });
  }

  async ran(node: TestNode, outcome: Outcome): Promise<void> {
    const { status, finishedAt } = outcome;
    if (status === 'warn' || status === 'fail' || status === 'error') {
      this.tested.set(node.id, { verdict: status, at: finishedAt });
      return;
    }
    const fingerprint =
      status === 'pass' ? await this.#asRendered(node, this.#fingerprints.get(node.id)) : undefined;
    this.tested.set(
      node.id,
      fingerprint && {
        node: node.id,
        fingerprint: hashOf(fingerprint),
        parts: JSON.stringify(fingerprint),
        at: outcome.finishedAt,
        seconds: outcome.elapsedMs / 1000,
      },
    );
  }

  /** What keeps the database from being marked as Assay's work alone. */
  get isOpen(): boolean {
    const { settings, renderings } = this;
    return (
      settings.hasHooks ||
      this.#mayHaveWritten ||
      renderings.hasWritten ||
      this.recorder.failure !== undefined
    );
  }

  async #builtFrom(node: BuildableNode): Promise<BuiltFrom | undefined> {
    const fingerprint = await this.#asRendered(node, this.#fingerprints.get(node.id));
    if (fingerprint === undefined) return undefined;
    const contents = this.#awaited.has(node.id) ? await this.#sameContents(node) : undefined;
    const old = contents === undefined ? undefined : this.settings.state.known.before(node.id)?.version;
    // A view that is another each time has no version: nobody is told when it changes.
    const isUncertain = !isTable(node) && !isProvable(fingerprint);
    const version = isUncertain
      ? unknownVersion
      : (old ?? versionOf(fingerprint, this.#run.settings.compile.runId));
    return {
      fingerprint: hashOf(fingerprint),
      parts: JSON.stringify(fingerprint),
      version,
      ...(contents !== undefined && { contents }),
    };
  }

  /** With what its rendering has shown. */
  async #asRendered(
    node: BuildableNode | TestNode,
    fingerprint: Fingerprint | undefined,
  ): Promise<Fingerprint | undefined> {
    if (fingerprint === undefined || fingerprint.unprovable.length > 0 || isStable(node)) return fingerprint;
    let connection: Connection | undefined;
    const connect = async () => {
      connection ??= await this.#run.connect();
      return connection;
    };
    try {
      const unprovable = await this.renderings.foundIn(
        node,
        this.settings.readHere(node),
        this.#run,
        connect,
      );
      return { ...fingerprint, unprovable };
    } finally {
      if (connection !== undefined) await this.#run.disconnect(connection);
    }
  }

  /** What a small table holds, if it is what it held before. */
  async #sameContents(node: BuildableNode): Promise<string | undefined> {
    const { state } = this.settings;
    const before = state.records.get(this.#run.settings.adapter.relation(node.relation))?.built?.contents;
    if (before === undefined || state.known.before(node.id) === undefined || !isTable(node)) return undefined;
    const session = await this.#run.connect();
    try {
      const found = await session.session.contents([node.relation], smallEnough);
      return found.ok && found.value[0] === before ? before : undefined;
    } finally {
      await this.#run.disconnect(session);
    }
  }
}

/** Whether its relation holds its data, so that it changes only when it is built. */
export const isTable = (node: BuildableNode): boolean =>
  node.resource !== 'model' || node.config.materialized !== 'view';
