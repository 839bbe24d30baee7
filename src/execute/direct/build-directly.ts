import { error, fail, ok, type Result } from '../../base/index.ts';
import {
  AdapterResponse,
  callMaterialization,
  compileNode,
  Relation,
  type Rendering,
  type RenderingOptions,
  type SqlText,
  settle,
} from '../../compile/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import { PyDict, toJs, toText, type Value } from '../../template/index.ts';
import { Timing } from '../timing.ts';
import type { Connection } from './connection.ts';
import type { DirectRun } from './direct-run.ts';
import { refusal } from './refusal.ts';

/** What a materialization did. */
export interface Materialized {
  readonly message: string;
  readonly adapterResponse: Readonly<Record<string, unknown>>;
}

/** Builds a model, seed or snapshot with its materialization's macro. Resolves to whether it was built. */
export async function buildDirectly(node: BuildableNode, run: DirectRun, worker: number): Promise<boolean> {
  const { emit, clock } = run.settings;
  const step = node.resource === 'seed' ? 'seed' : 'model';
  const timing = new Timing(clock);
  emit({ kind: 'step_started', at: clock.now(), step, node: node.id });
  const connection = await run.connect();
  try {
    const options: RenderingOptions = { thread: threadName(worker) };
    const compiled = await compiledQuery(node, run, connection, options);
    timing.running();
    const made = compiled.ok ? await materialize(node, compiled.value, run, connection, options) : compiled;
    const common =
      compiled.ok && node.resource !== 'seed'
        ? {
            relation: relationName(node, run),
            compiledSql: compiled.value.text,
            compiledPath: run.settings.compiledPath(node),
          }
        : {};
    run.finish(
      made.ok
        ? timing.outcome(node.id, 'success', worker, { ...common, ...made.value })
        : timing.outcome(node.id, 'error', worker, { ...common, diagnostics: made.diagnostics }),
      step,
    );
    return made.ok;
  } finally {
    await run.disconnect(connection);
  }
}

export const threadName = (worker: number): string => `Thread-${worker} (worker)`;

/** The node's SQL; of a seed there is none. */
export async function compiledQuery(
  node: BuildableNode,
  run: DirectRun,
  connection: Connection,
  options: RenderingOptions,
): Promise<Result<SqlText>> {
  if (node.resource === 'seed') return ok({ text: '', locate: () => undefined });
  const { result, rendering } = await settle(connection.perform, (log) =>
    compileNode(node, run.settings.compile, log, options),
  );
  if (result.ok) run.reuse?.renderings.note(node.id, result.value.text, rendering);
  return result.ok ? result : fail(...refusal(result.diagnostics, rendering, node, undefined, run));
}

export async function materialize(
  node: BuildableNode,
  compiled: SqlText,
  run: DirectRun,
  connection: Connection,
  options: RenderingOptions,
): Promise<Result<Materialized>> {
  const { compile } = run.settings;
  const name = node.resource === 'model' ? node.config.materialized : node.resource;
  const { result, rendering } = await settle(connection.perform, (log) =>
    callMaterialization(node, name, compile, log, {
      ...options,
      ...options.materialized,
      compiled: compiled.text,
    }),
  );
  if (!result.ok) return fail(...refusal(result.diagnostics, rendering, node, compiled, run));
  const relations = relationsIn(result.value, name, node);
  if (!relations.ok) return relations;
  for (const relation of relations.value) compile.cache.add(relation.with({ created: true }));
  return whatMainSaid(rendering, node);
}

/** The relations that the materialization says that it has made. */
function relationsIn(value: Value, name: string, node: BuildableNode): Result<readonly Relation[]> {
  const given = value instanceof PyDict ? value.get('relations') : undefined;
  if (Array.isArray(given) && given.every((each) => each instanceof Relation)) return ok(given);
  const problem =
    value instanceof PyDict
      ? 'what it returned has no list of relations'
      : 'it returned nothing that says which relations it made';
  return fail(
    error('A3033', `the materialization '${name}' did not do its part: ${problem}`, {
      location: node.locate(),
      hint: "it ends with {{ return({'relations': [target_relation]}) }}",
    }),
  );
}

function whatMainSaid(rendering: Rendering, node: BuildableNode): Result<Materialized> {
  const main = rendering.statements.main;
  if (main === undefined)
    return fail(
      error('A3033', `the materialization of ${node.name} has run no statement called main`, {
        location: node.locate(),
        hint: "{% call statement('main') %} is the one that makes the relation",
      }),
    );
  const { response } = main;
  return ok({
    message: toText(response),
    adapterResponse: response instanceof AdapterResponse ? (toJs(response) as Record<string, unknown>) : {},
  });
}

/** As run_results.json names it. */
export function relationName(node: BuildableNode, run: DirectRun): string {
  const { database, schema, identifier } = node.relation;
  const { project } = run.settings.compile;
  return run.settings.adapter.relation({
    database: database ?? project.target.profile?.database ?? '',
    schema,
    identifier,
  });
}
