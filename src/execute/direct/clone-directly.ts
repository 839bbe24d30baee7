import {
  type Diagnostic,
  fail,
  type NodeId,
  type Outcome,
  ok,
  type RelationName,
  type Result,
} from '../../base/index.ts';
import { AdapterResponse, callMaterialization, Relation, settle } from '../../compile/index.ts';
import type { BuildableNode, ManifestNode } from '../../manifest/index.ts';
import { PyDict, toJs, toText, type Value } from '../../template/index.ts';
import { runJobs } from '../schedule.ts';
import { Timing } from '../timing.ts';
import { relationName, threadName } from './build-directly.ts';
import { DirectRun, type DirectRunSettings } from './direct-run.ts';
import { prepareDirectly } from './prepare-directly.ts';
import { refusal } from './refusal.ts';

export interface CloneOutcome {
  readonly outcomes: readonly Outcome[];
  readonly refused: readonly Diagnostic[];
}

/** Copies what an earlier run has built, node by node: with dbt's macro, a view on it where tables cannot be cloned. */
export async function cloneDirectly(
  nodes: readonly ManifestNode[],
  built: ReadonlyMap<NodeId, RelationName>,
  settings: DirectRunSettings,
): Promise<CloneOutcome> {
  const run = new DirectRun(settings);
  const cloned = nodes.filter(isCloned);
  const connection = await run.connect();
  const prepared = await prepareDirectly(new Set(cloned.map(({ id }) => id)), run, connection);
  await run.disconnect(connection);
  if (!prepared.ok) return { outcomes: [], refused: prepared.diagnostics };
  const jobs = cloned.map((node) => ({ id: node.id, needs: [], after: [], pool: 'build' as const, node }));
  await runJobs(jobs, {
    workers: settings.threads,
    signal: settings.signal,
    run: async ([job], worker) => [(await clone(job!.node, built, run, worker)) ? 'done' : 'failed'],
    skip: () => {},
  });
  return { outcomes: [...run.outcomes.values()], refused: [] };
}

const isCloned = (node: ManifestNode): node is BuildableNode =>
  node.resource === 'seed' ||
  node.resource === 'snapshot' ||
  (node.resource === 'model' && node.config.materialized !== 'ephemeral');

async function clone(
  node: BuildableNode,
  built: ReadonlyMap<NodeId, RelationName>,
  run: DirectRun,
  worker: number,
): Promise<boolean> {
  const { emit, clock, compile } = run.settings;
  const step = node.resource === 'seed' ? 'seed' : 'model';
  const timing = new Timing(clock);
  emit({ kind: 'step_started', at: clock.now(), step, node: node.id });
  const connection = await run.connect();
  const source = built.get(node.id);
  const elsewhere = source && Relation.of(withDatabase(source, run), {});
  const query = elsewhere === undefined ? '' : `select * from ${elsewhere.name}`;
  const values = new Map<string, Value>([
    ['defer_relation', elsewhere ?? null],
    ['sql', query === '' ? null : query],
    ['compiled_code', query === '' ? null : query],
  ]);
  timing.running();
  const { result, rendering } = await settle(connection.perform, (log) =>
    callMaterialization(node, 'clone', compile, log, { thread: threadName(worker), values, compiled: query }),
  );
  await run.disconnect(connection);
  const made = result.ok
    ? relationsIn(result.value)
    : fail(...refusal(result.diagnostics, rendering, node, undefined, run));
  if (!made.ok) {
    run.finish(timing.outcome(node.id, 'error', worker, { diagnostics: made.diagnostics }), step);
    return false;
  }
  for (const relation of made.value) compile.cache.add(relation.with({ created: true }));
  const response = rendering.statements.main?.response;
  run.finish(
    timing.outcome(node.id, 'success', worker, {
      relation: relationName(node, run),
      message: response === undefined ? 'No-op' : toText(response),
      adapterResponse:
        response instanceof AdapterResponse ? (toJs(response) as Readonly<Record<string, unknown>>) : {},
    }),
    step,
  );
  return true;
}

function withDatabase(relation: RelationName, { settings }: DirectRun) {
  const { project } = settings.compile;
  return { database: relation.database ?? project.target.profile?.database ?? '', ...relation };
}

function relationsIn(value: Value): Result<readonly Relation[]> {
  const given = value instanceof PyDict ? value.get('relations') : undefined;
  return ok(Array.isArray(given) ? given.filter((each) => each instanceof Relation) : []);
}
