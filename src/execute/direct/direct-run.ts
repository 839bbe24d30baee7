import type { Adapter, Session, Warehouse } from '../../adapter/index.ts';
import type { BatchResults, Clock, Diagnostic, Emit, NodeId, Outcome } from '../../base/index.ts';
import type { DirectSettings } from '../../compile/index.ts';
import type { Graph } from '../../graph/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import type { Plan } from '../../plan/index.ts';
import { Connection } from './connection.ts';
import { DirectReuse, type DirectReuseSettings } from './reuse/direct-reuse.ts';

/** What a run is given whose relations are visible as soon as they are built. */
export interface DirectRunSettings {
  readonly compile: DirectSettings;
  readonly warehouse: Warehouse;
  readonly adapter: Adapter;
  readonly graph: Graph;
  readonly threads: number;
  readonly failFast: boolean;
  /** What is left of batches that an earlier run has built. */
  readonly batches?: ReadonlyMap<NodeId, BatchResults>;
  /** When the run started that this one repeats. */
  readonly repeats?: number;
  readonly emit: Emit;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly label: (node: NodeId) => string;
  /** Where the compiled SQL of a node is written, relative to the project. */
  readonly compiledPath: (node: ManifestNode) => string;
  /** Where the SQL that is run is written. */
  readonly runPath: (node: ManifestNode) => string;
  /** Whether a warning counts as an error: of a data test, `LogTestResult`. */
  readonly warningFails: (name: string) => boolean;
  /** What tells which nodes have not changed; absent where all are built. */
  readonly reuse?: DirectReuseSettings;
}

/** What such a run knows while it goes on. */
export class DirectRun {
  readonly settings: DirectRunSettings;
  readonly outcomes = new Map<NodeId, Outcome>();
  readonly reuse: DirectReuse | undefined;
  readonly #sessions = new Set<Session>();

  constructor(settings: DirectRunSettings, plan: Pick<Plan, 'steps'> = { steps: [] }) {
    this.settings = settings;
    this.reuse = settings.reuse && new DirectReuse(settings.reuse, plan, this);
  }

  /** A connection of the node's own: what it leaves behind, such as temporary tables, goes with it. */
  async connect(): Promise<Connection> {
    const session = await this.settings.warehouse.session();
    this.#sessions.add(session);
    return new Connection(session);
  }

  async disconnect(connection: Connection): Promise<void> {
    this.#sessions.delete(connection.session);
    await connection.release();
  }

  interrupt(): void {
    for (const session of this.#sessions) session.interrupt();
  }

  diagnose(diagnostic: Diagnostic): void {
    const { emit, clock } = this.settings;
    emit({ kind: 'diagnosed', at: clock.now(), diagnostic });
  }

  finish(given: Outcome, step: 'model' | 'seed' | 'test' | 'hook'): void {
    const { signal, emit, clock } = this.settings;
    // What Ctrl-C stopped has not failed: it did not run.
    const stopped = signal.aborted && given.diagnostics.some(({ code }) => code === 'A5010');
    const outcome: Outcome = stopped ? { ...given, status: 'skipped', diagnostics: [], because: [] } : given;
    this.outcomes.set(outcome.node, outcome);
    emit({ kind: 'step_finished', at: clock.now(), step, outcome });
  }
}
