import type { Adapter, EngineResult, ExistingRelation, Session, Warehouse } from '../adapter/index.ts';
import type { Clock, Emit, NodeId, Outcome } from '../base/index.ts';
import type { DataTest } from '../check/index.ts';
import type { CompileSettings, SqlText } from '../compile/index.ts';
import type { Versions } from '../fingerprint/index.ts';
import type { Graph } from '../graph/index.ts';
import type { BuildableNode, ManifestNode, ModelNode } from '../manifest/index.ts';
import type { Plan, StepId } from '../plan/index.ts';
import type { Target } from '../project/index.ts';
import type { Materialization, MaterializationKind } from '../publish/index.ts';
import { ParquetVersions, relationKey } from '../publish/index.ts';
import type { BuiltFrom } from '../state/index.ts';
import { Bindings } from './bindings.ts';
import type { GatheredKnown } from './reuse/gather-known.ts';
import { ReuseInRun } from './reuse/reuse-in-run.ts';

/** What a run is given. */
export interface RunSettings {
  readonly runId: string;
  readonly startedAt: number;
  readonly projectRoot: string;
  readonly target: Target;
  readonly warehouse: Warehouse;
  readonly adapter: Adapter;
  readonly graph: Graph;
  readonly compile: CompileSettings;
  readonly materializations: ReadonlyMap<string, MaterializationKind>;
  readonly tests: ReadonlyMap<string, DataTest>;
  /** What the schemas of the project held when the run began. */
  readonly existing: readonly ExistingRelation[];
  readonly fullRefresh: boolean;
  readonly storeFailures: boolean;
  /** Nothing new starts after the first failure. */
  readonly failFast: boolean;
  /** What the warehouse knows of what was built before; absent where it keeps no record of that. */
  readonly state?: GatheredKnown & { readonly versions: Versions };
  /** Called while the database writes what was built into its file, when nothing else is left to do. */
  readonly flushing?: (outcomes: ReadonlyMap<NodeId, Outcome>) => void;
  /** Called while the database is marked, if a run after this one is likely to have nothing to do. */
  readonly sealing?: (outcomes: ReadonlyMap<NodeId, Outcome>) => void;
  /** Told the mark of the database if a run after this one will have nothing to do, as long as nothing changes. */
  readonly sealed?: (mark: string) => void;
  /** Whether the project or what is built has hooks, which may write to anything. */
  readonly hasHooks: boolean;
  readonly emit: Emit;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** What a node is called in reports. */
  readonly label: (node: NodeId) => string;
  /** Where the compiled SQL of a node is written, relative to the project. */
  readonly compiledPath: (node: ManifestNode) => string;
}

/** A model that is built and not yet published. */
export interface StagedModel {
  readonly materialization: Materialization;
  readonly postHooks: readonly SqlText[];
  readonly rows: number | undefined;
  readonly sqlHash: string;
  readonly parquetDirectory?: string;
  /** The relation of another target that it is a view of. */
  readonly shows?: string;
  /** What it was built from, where that is recorded. */
  readonly built?: BuiltFrom;
}

/** What a run knows while it goes on. */
export class Run {
  readonly settings: RunSettings;
  readonly bindings: Bindings;
  readonly reuse: ReuseInRun | undefined;
  /** What is built and not published. */
  readonly staged = new Map<NodeId, StagedModel>();
  readonly outcomes = new Map<NodeId, Outcome>();
  /** The steps that did not succeed, with the nodes whose failure is the cause. */
  readonly failures = new Map<StepId, readonly NodeId[]>();
  readonly published = new Set<NodeId>();
  /** How many were published when the database last made room for more. */
  publishedAtRoom = 0;
  /** What turned out to be what it would become, so that it was not built. */
  readonly unchanged = new Set<NodeId>();
  /** What was built and is not to be seen, with the nodes whose failure is the cause. */
  readonly withheld = new Map<NodeId, readonly NodeId[]>();
  readonly #existing: Map<string, ExistingRelation>;
  readonly #waiting: ReadonlyMap<NodeId, { readonly seconds: number }>;
  /** Whether all statements are expected to take next to nothing. */
  isSmall = false;
  /** What was found of the files of sources: they are looked at once a run. */
  readonly #files = new Map<NodeId, Promise<EngineResult<void>>>();
  /** The sessions by worker; 0 publishes. */
  readonly #sessions = new Map<number, Promise<Session>>();

  constructor(settings: RunSettings, plan: Pick<Plan, 'steps'>) {
    const isIncremental = (model: ModelNode): boolean => this.addsTo(model);
    this.settings = { ...settings, compile: { ...settings.compile, isIncremental } };
    this.bindings = new Bindings(settings.adapter, this.settings.compile);
    const { runId: id, compile, state } = settings;
    this.reuse = state && new ReuseInRun(state, { id, manifest: compile.manifest });
    this.#waiting = waitingFor(plan, this.reuse);
    this.#existing = new Map(settings.existing.map((relation) => [relationKey(relation), relation]));
  }

  session(worker: number): Promise<Session> {
    let session = this.#sessions.get(worker);
    if (session === undefined) {
      session = this.settings.warehouse.session();
      this.#sessions.set(worker, session);
    }
    return session;
  }

  async interrupt(): Promise<void> {
    for (const session of this.#sessions.values()) (await session).interrupt();
  }

  async release(): Promise<void> {
    for (const session of this.#sessions.values()) (await session).release();
    this.#sessions.clear();
  }

  checkedFiles(source: NodeId, check: () => Promise<EngineResult<void>>): Promise<EngineResult<void>> {
    const known = this.#files.get(source) ?? check();
    this.#files.set(source, known);
    return known;
  }

  existing(relation: {
    schema: string;
    identifier: string;
    database?: string;
  }): ExistingRelation | undefined {
    return this.#existing.get(relationKey(relation));
  }

  /** The folder of the files that readers see, of what is stored as Parquet. The warehouse's record outranks the link. */
  publishedFolder(node: BuildableNode): string | undefined {
    const versions = new ParquetVersions(this.settings.target, node.relation);
    const { state, adapter } = this.settings;
    const folder =
      state === undefined ? versions.current() : state.records.get(adapter.relation(node.relation))?.location;
    return folder !== undefined && versions.has(folder) ? folder : undefined;
  }

  /** How long what waits to hear whether a node's data is still the same took to build; undefined if nothing waits. */
  waitingFor(node: NodeId): { readonly seconds: number } | undefined {
    return this.#waiting.get(node);
  }

  /** Whether this run adds to the model's relation, since that is there and is stored as the model is. */
  addsTo(model: ModelNode): boolean {
    const found = this.existing(model.relation);
    const isStoredSo =
      model.config.format === 'parquet'
        ? found?.kind === 'view' && this.publishedFolder(model) !== undefined
        : found?.kind === 'table';
    return addsTo(model, isStoredSo, this.settings.fullRefresh);
  }

  nowExists(relation: ExistingRelation): void {
    this.#existing.set(relationKey(relation), relation);
  }

  finish(given: Outcome, step: 'model' | 'seed' | 'test'): void {
    // What Ctrl-C stopped has not failed: it did not run.
    const stopped = this.settings.signal.aborted && given.diagnostics.some(({ code }) => code === 'A5010');
    const outcome: Outcome = stopped ? { ...given, status: 'skipped', diagnostics: [], because: [] } : given;
    this.outcomes.set(outcome.node, outcome);
    this.settings.emit({ kind: 'step_finished', at: this.settings.clock.now(), step, outcome });
  }
}

/** For each node that others wait for, what they took: those that are built only if its data becomes another. */
function waitingFor(
  { steps }: Pick<Plan, 'steps'>,
  reuse: ReuseInRun | undefined,
): ReadonlyMap<NodeId, { readonly seconds: number }> {
  const waiting = new Map<NodeId, { seconds: number }>();
  for (const step of steps) {
    if (step.reason.kind !== 'upstream') continue;
    const seconds = 'node' in step ? (reuse?.before(step.node)?.seconds ?? 0) : 0;
    for (const node of step.reason.nodes)
      waiting.set(node, { seconds: seconds + (waiting.get(node)?.seconds ?? 0) });
  }
  return waiting;
}

/** Whether a run adds to the model's relation instead of making it anew. */
export const addsTo = (model: ModelNode, exists: boolean, fullRefresh: boolean): boolean =>
  model.config.materialized === 'incremental' && exists && !(model.config.fullRefresh ?? fullRefresh);
