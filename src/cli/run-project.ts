import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import type { EngineResult, ExistingRelation, Warehouse } from '../adapter/index.ts';
import { duckdb } from '../adapters/duckdb/index.ts';
import {
  type Diagnostic,
  type Emit,
  type Event,
  error,
  type NodeId,
  type NodeLabel,
  type Outcome,
  systemClock,
} from '../base/index.ts';
import { type CompileSettings, runGlobals } from '../compile/index.ts';
import { addsTo, engineDiagnostic, executePlan, runHooks } from '../execute/index.ts';
import { materializations } from '../features/materializations/index.ts';
import { dataTests } from '../features/tests/index.ts';
import type { BuildableNode, ManifestNode } from '../manifest/index.ts';
import { makePlan, type Plan } from '../plan/index.ts';
import type { Target } from '../project/index.ts';
import { relationKey } from '../publish/index.ts';
import { consoleReporter, jsonReporter, type Reporter } from '../report/index.ts';
import { compiledPath, labelOf, nodeLabel, type OpenProject, openProject } from './open-project.ts';
import type { RunOptions } from './options.ts';
import { selectNodes } from './select-nodes.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';
import { writeRunArtifacts } from './write-artifacts.ts';

export type ExitCode = 0 | 1 | 2 | 130;

/** Which of the selected nodes a command runs. */
export interface RunKind {
  readonly command: 'build' | 'run' | 'test' | 'seed';
  readonly models: boolean;
  readonly seeds: boolean;
  readonly tests: boolean;
}

/** `build`, `run`, `test` and `seed`: selects, plans, executes, reports, and writes the artifacts. */
export async function runProject(kind: RunKind, options: RunOptions, terminal: Terminal): Promise<ExitCode> {
  const clock = systemClock;
  const runId = randomUUID();
  const startedAt = clock.now();
  const began = clock.elapsed();
  const reporter = reporterFor(options, terminal);
  const diagnosed: Diagnostic[] = [];
  let labels: readonly NodeLabel[] = [];
  const emit: Emit = (event: Event) => {
    if (event.kind === 'diagnosed') diagnosed.push(event.diagnostic);
    if (event.kind === 'planned') labels = event.nodes;
    reporter.report(event);
  };
  const finish = async (
    exitCode: ExitCode,
    outcomes: readonly Outcome[],
    opened?: OpenProject,
  ): Promise<ExitCode> => {
    const elapsedMs = clock.elapsed() - began;
    emit({ kind: 'run_finished', at: clock.now(), elapsedMs, outcomes, exitCode });
    reporter.close();
    const failure = await writeRunArtifacts({
      kind,
      options,
      terminal,
      opened,
      outcomes,
      labels,
      diagnosed,
      runId,
      startedAt,
      elapsedMs,
    });
    if (failure !== undefined) emit({ kind: 'diagnosed', at: clock.now(), diagnostic: failure });
    return failure !== undefined && exitCode === 0 ? 1 : exitCode;
  };
  const diagnose = (diagnostics: readonly Diagnostic[]) => {
    for (const diagnostic of diagnostics) emit({ kind: 'diagnosed', at: clock.now(), diagnostic });
  };

  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    diagnose(opened.diagnostics);
    return finish(2, []);
  }
  const { project } = opened.value;
  const { target } = project;
  diagnose(opened.value.warnings);
  const types = [
    ...(kind.models ? ['model'] : []),
    ...(kind.seeds ? ['seed'] : []),
    ...(kind.tests ? ['test'] : []),
  ];
  const selection = selectNodes(options, opened.value, types);
  if (!selection.ok) {
    diagnose(selection.diagnostics);
    return finish(2, [], opened.value);
  }
  diagnose(selection.value.warnings);
  emit({
    kind: 'run_started',
    at: startedAt,
    runId,
    command: kind.command,
    project: project.name,
    target: target.name,
    warehouse: shownPath(target, terminal),
    version,
    threads: target.threads,
  });
  if (selection.value.nodes.size === 0) {
    if (selection.value.warnings.length === 0) {
      diagnose([
        {
          code: 'A4002',
          severity: 'warning',
          message: 'nothing is selected, so there is nothing to do',
          hint: 'assay ls shows what there is',
        },
      ]);
    }
    return finish(0, [], opened.value);
  }

  const warehouse = await duckdb.open(target, waitOf(options));
  if (!warehouse.ok) {
    diagnose([openingFailed(warehouse, target, terminal)]);
    return finish(2, [], opened.value);
  }
  try {
    const existing = await existingRelations(warehouse.value, opened.value);
    if (!existing.ok) {
      diagnose([engineDiagnostic(existing.error, { label: target.name, location: { file: 'project.yml' } })]);
      return finish(2, [], opened.value);
    }
    const keys = new Set(existing.value.map(relationKey));
    const exists = (node: BuildableNode) => keys.has(relationKey(node.relation));
    const plan = planFor(kind, options, opened.value, selection.value.nodes, exists);
    const missing =
      options.buildMissing === false && kind.models
        ? missingDiagnostic(plan.missing, opened.value)
        : undefined;
    if (missing !== undefined) {
      diagnose([missing]);
      return finish(2, [], opened.value);
    }
    emit({
      kind: 'planned',
      at: clock.now(),
      nodes: labelsOf(plan.plan, opened.value),
      selected: plan.plan.selected,
      buildMissing: plan.plan.buildMissing,
    });
    const fullRefresh = options.fullRefresh === true;
    const compile = compileSettings(opened.value, { runId, startedAt, fullRefresh, exists, emit });
    const settings = {
      runId,
      startedAt,
      projectRoot: project.root,
      target,
      warehouse: warehouse.value,
      adapter: duckdb,
      graph: opened.value.graph,
      compile,
      materializations,
      tests: dataTests,
      existing: existing.value,
      fullRefresh,
      storeFailures: options.storeFailures === true,
      failFast: options.failFast === true,
      keepState: project.policies.state,
      emit,
      clock,
      signal: terminal.interrupted,
      label: (id: NodeId) => labelOf(opened.value.manifest.nodes.get(id)!),
      compiledPath: (node: ManifestNode) => compiledPath(node, project.name),
    };
    const before = await runHooks(project.hooks.onRunStart, settings);
    if (before !== undefined) {
      diagnose([before]);
      return finish(1, [], opened.value);
    }
    terminal.interrupted.addEventListener('abort', () => emit({ kind: 'interrupted', at: clock.now() }), {
      once: true,
    });
    const outcomes = [...(await executePlan(plan.plan, settings)).values()];
    const after = terminal.interrupted.aborted ? undefined : await runHooks(project.hooks.onRunEnd, settings);
    if (after !== undefined) diagnose([after]);
    return await finish(exitCodeOf(outcomes, diagnosed, terminal), outcomes, opened.value);
  } finally {
    await warehouse.value.close();
  }
}

function exitCodeOf(
  outcomes: readonly Outcome[],
  diagnosed: readonly Diagnostic[],
  terminal: Terminal,
): ExitCode {
  if (terminal.interrupted.aborted) return 130;
  const bad = outcomes.some(({ status }) => status === 'error' || status === 'fail');
  return bad || diagnosed.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function reporterFor(options: RunOptions, terminal: Terminal): Reporter {
  if (options.logFormat === 'json') return jsonReporter(terminal.stdout);
  return consoleReporter({
    progress: terminal.stderr,
    answer: terminal.stdout,
    clock: systemClock,
    every: terminal.every,
    ...(options.quiet === true && { quiet: true }),
  });
}

export function waitOf(options: Pick<RunOptions, 'wait'>): { readonly waitMs?: number } {
  if (options.wait === undefined) return {};
  return { waitMs: options.wait === true ? Number.POSITIVE_INFINITY : options.wait * 1000 };
}

export const shownPath = (target: Target, terminal: Terminal): string => {
  if (target.path === ':memory:') return target.path;
  const shown = relative(terminal.cwd, target.path);
  return shown.startsWith('..') ? target.path : shown;
};

export function openingFailed(
  result: Extract<EngineResult<Warehouse>, { ok: false }>,
  target: Target,
  terminal: Terminal,
): Diagnostic {
  const path = shownPath(target, terminal);
  const diagnostic = engineDiagnostic(result.error, { label: path, location: { file: 'project.yml' } });
  if (result.error.kind !== 'locked') return diagnostic;
  const who = result.error.pid === undefined ? 'another process' : `the process ${result.error.pid}`;
  return error('A5011', `${path} is open in ${who}`, { hint: 'close it there, or wait for it: --wait' });
}

/** What is in the schemas that the project builds into. */
export async function existingRelations(
  warehouse: Warehouse,
  { manifest }: OpenProject,
): Promise<EngineResult<readonly ExistingRelation[]>> {
  const schemas = new Map<string, { schema: string; database?: string }>();
  for (const node of manifest.nodes.values()) {
    if (node.resource !== 'model' && node.resource !== 'seed') continue;
    const { schema, database } = node.relation;
    schemas.set(`${database ?? ''}.${schema}`, { schema, ...(database !== undefined && { database }) });
  }
  const session = await warehouse.session();
  try {
    return await session.relations([...schemas.values()]);
  } finally {
    session.release();
  }
}

function planFor(
  kind: RunKind,
  options: RunOptions,
  { manifest, graph, project }: OpenProject,
  selected: ReadonlySet<NodeId>,
  exists: (node: BuildableNode) => boolean,
): { readonly plan: Plan; readonly missing: readonly NodeId[] } {
  const request = {
    manifest,
    graph,
    selected,
    runs: kind,
    exists,
    readsThrough: (node: BuildableNode) =>
      node.resource === 'model' && materializations.get(node.config.materialized)?.readsThrough === true,
    buildMissing: project.policies.buildMissing && (kind.models || kind.seeds) && kind.command !== 'seed',
  };
  const plan = makePlan(request);
  if (options.buildMissing !== false) return { plan, missing: plan.buildMissing };
  return { plan: makePlan({ ...request, buildMissing: false }), missing: plan.buildMissing };
}

function missingDiagnostic(missing: readonly NodeId[], { manifest }: OpenProject): Diagnostic | undefined {
  if (missing.length === 0) return undefined;
  const names = missing.map((id) => labelOf(manifest.nodes.get(id)!));
  return error(
    'A2050',
    `${names.length === 1 ? 'a relation that is' : `${names.length} relations that are`} read here were never built`,
    {
      detail: names,
      hint: 'select them too, with + before the name, or leave --no-build-missing away',
    },
  );
}

function labelsOf(plan: Plan, { manifest }: OpenProject): NodeLabel[] {
  const ids = plan.steps.flatMap((step) =>
    step.kind === 'test' ? step.tests : step.kind === 'publish' ? [] : [step.node],
  );
  return ids.map((id) => nodeLabel(manifest.nodes.get(id)!, manifest));
}

/** What compiling needs, for a run or for looking at SQL only. */
export function compileSettings(
  opened: OpenProject,
  run: {
    readonly runId: string;
    readonly startedAt: number;
    readonly fullRefresh: boolean;
    readonly exists: (node: BuildableNode) => boolean;
    readonly emit: Emit;
  },
): CompileSettings {
  const now = systemClock.now;
  const { fullRefresh } = run;
  return {
    manifest: opened.manifest,
    names: opened.names,
    shared: new Map([...runGlobals({ ...run, version, now }), ...opened.globals]),
    undefinedValues: opened.project.policies.undefinedValues === 'strict' ? 'strict' : 'execute',
    isIncremental: (model) => addsTo(model, run.exists(model), fullRefresh),
    emit: run.emit,
    now,
  };
}
