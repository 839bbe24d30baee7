import { type BatchLabel, type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import {
  callMacroOf,
  overriddenMacros,
  Relation,
  type RenderingOptions,
  settle,
} from '../../compile/index.ts';
import type { ModelNode } from '../../manifest/index.ts';
import type { Value } from '../../template/index.ts';
import { Timing } from '../timing.ts';
import {
  type BatchSize,
  batchName,
  batchSizes,
  batchSpans,
  parsedMoment,
  printedMoment,
  type Span,
} from './batch-spans.ts';
import { compiledQuery, materialize, threadName } from './build-directly.ts';
import type { DirectRun } from './direct-run.ts';

/** Whether a model is built in batches of time, each like a model of its own. */
export function isBatched(node: ModelNode, { settings }: DirectRun): boolean {
  const { manifest, project } = settings.compile;
  if (node.config.materialized !== 'incremental' || node.config.raw.incremental_strategy !== 'microbatch')
    return false;
  if (project.flags.requireBatchedExecutionForCustomMicrobatchStrategy) return true;
  const entry = manifest.macros.find('get_incremental_microbatch_sql', project.name);
  return entry !== undefined && manifest.macros.isBuiltIn(entry);
}

/** Builds a model batch by batch, oldest first; after a first one that failed the rest is left. */
export async function buildBatches(node: ModelNode, run: DirectRun, worker: number): Promise<boolean> {
  const { emit, clock } = run.settings;
  const timing = new Timing(clock);
  emit({ kind: 'step_started', at: clock.now(), step: 'model', node: node.id });
  const earlier = run.settings.batches?.get(node.id);
  const incremental = earlier === undefined ? await isIncremental(node, run) : ok(true);
  const spans = !incremental.ok
    ? incremental
    : earlier === undefined
      ? spansOf(node, incremental.value, run)
      : ok(earlier.failed.map(spanOf));
  timing.running();
  if (!spans.ok || !incremental.ok) {
    const diagnostics = spans.ok ? [] : spans.diagnostics;
    run.finish(timing.outcome(node.id, 'error', worker, { diagnostics }), 'model');
    return false;
  }
  const successful: Span[] = [];
  const failed: Span[] = [];
  const wrong: Diagnostic[] = [];
  for (const [index, span] of spans.value.entries()) {
    const batch = labelOf(node, span, index, spans.value.length);
    if (index > 0 && successful.length === 0) {
      failed.push(span);
      emit({
        kind: 'batch_finished',
        at: clock.now(),
        node: node.id,
        batch,
        status: 'skipped',
        elapsedMs: 0,
      });
      continue;
    }
    emit({ kind: 'batch_started', at: clock.now(), node: node.id, batch });
    const began = clock.elapsed();
    const options = batchOptions(
      node,
      span,
      { index, of: spans.value.length },
      index > 0 || incremental.value,
      run,
    );
    const problems = await buildBatch(node, run, worker, options);
    (problems.length === 0 ? successful : failed).push(span);
    const status = problems.length === 0 ? 'success' : 'error';
    const elapsedMs = clock.elapsed() - began;
    emit({ kind: 'batch_finished', at: clock.now(), node: node.id, batch, status, elapsedMs });
    wrong.push(...problems);
  }
  const batches = {
    successful: [...successful.map(printedSpan), ...(earlier?.successful ?? [])],
    failed: failed.map(printedSpan),
  };
  const total = spans.value.length;
  const common = { batches, adapterResponse: {}, failures: 0, diagnostics: wrong };
  if (failed.length === 0)
    run.finish(timing.outcome(node.id, 'success', worker, { ...common, message: 'SUCCESS' }), 'model');
  else if (successful.length === 0)
    run.finish(timing.outcome(node.id, 'error', worker, { ...common, message: 'ERROR' }), 'model');
  else {
    const message = `PARTIAL SUCCESS (${successful.length}/${total})`;
    run.finish(timing.outcome(node.id, 'partial success', worker, { ...common, message }), 'model');
  }
  return failed.length === 0;
}

const labelOf = (node: ModelNode, [start]: Span, index: number, total: number): BatchLabel => ({
  name: batchName(start, node.config.raw.batch_size as BatchSize),
  index: index + 1,
  total,
});

const printedSpan = ([start, end]: Span): readonly [string, string] => [
  printedMoment(start).replace(' ', 'T'),
  printedMoment(end).replace(' ', 'T'),
];

const spanOf = ([start, end]: readonly [string, string]): Span => [Date.parse(start), Date.parse(end)];

async function buildBatch(
  node: ModelNode,
  run: DirectRun,
  worker: number,
  options: RenderingOptions,
): Promise<readonly Diagnostic[]> {
  const connection = await run.connect();
  try {
    const all = { ...options, thread: threadName(worker) };
    const compiled = await compiledQuery(node, run, connection, all);
    const made = compiled.ok ? await materialize(node, compiled.value, run, connection, all) : compiled;
    return made.ok ? [] : made.diagnostics;
  } finally {
    await run.disconnect(connection);
  }
}

/** What is otherwise in a batch: what it reads, which hooks run, and that it adds to what is there. */
function batchOptions(
  node: ModelNode,
  [start, end]: Span,
  { index, of }: { readonly index: number; readonly of: number },
  adds: boolean,
  { settings }: DirectRun,
): RenderingOptions {
  const size = node.config.raw.batch_size as BatchSize;
  const config = new Map<string, Value>();
  if (index > 0) config.set('pre-hook', []);
  if (index < of - 1) config.set('post-hook', []);
  const batch = {
    id: batchName(start, size).replaceAll('-', ''),
    start: printedMoment(start),
    end: printedMoment(end),
  };
  const overrides = adds ? { is_incremental: true, should_full_refresh: false } : {};
  return {
    batch,
    config,
    materialized: { wrap: overriddenMacros(overrides, settings.compile, node.package) },
  };
}

function spansOf(node: ModelNode, incremental: boolean, { settings }: DirectRun): Result<readonly Span[]> {
  const { raw } = node.config;
  const { flags } = settings.compile.project;
  const { sample } = settings.compile;
  const size = raw.batch_size;
  const wrong = (message: string, hint: string) =>
    fail(error('A2034', `${node.name} is a microbatch model ${message}`, { location: node.locate(), hint }));
  if (!(batchSizes as readonly unknown[]).includes(size))
    return wrong('without a batch_size', `give it one: ${batchSizes.join(', ')}`);
  const moment = (text: string | undefined) => (text === undefined ? undefined : parsedMoment(text));
  const spans = batchSpans({
    size: size as BatchSize,
    begin: raw.begin === undefined || raw.begin === null ? undefined : parsedMoment(String(raw.begin)),
    lookback: Number(raw.lookback ?? 1),
    isIncremental: incremental,
    from: moment(sample?.start ?? flags.eventTimeStart),
    to: moment(sample?.end ?? flags.eventTimeEnd),
    now: settings.repeats ?? settings.compile.startedAt,
  });
  return spans === undefined
    ? wrong('without a begin', "say where its first batch begins: begin='2024-01-01'")
    : ok(spans);
}

/** Whether there are batches already, so that a run adds to them. */
async function isIncremental(node: ModelNode, run: DirectRun): Promise<Result<boolean>> {
  const { compile } = run.settings;
  const { database, schema, identifier } = node.relation;
  const place = { database: database ?? compile.project.target.profile?.database ?? '', schema };
  if (!compile.cache.knows(place)) {
    const connection = await run.connect();
    const relation = Relation.of({ ...place, identifier });
    const { result } = await settle(connection.perform, (log) =>
      callMacroOf('load_relation', new Map([['relation', relation]]), undefined, compile, log, {}),
    );
    await run.disconnect(connection);
    if (!result.ok) return result;
  }
  const found = compile.cache
    .relations(place)
    .find(({ fields }) => fields.path.identifier?.toLowerCase() === identifier.toLowerCase());
  const refresh = node.config.fullRefresh ?? compile.fullRefresh;
  return ok(found?.fields.type === 'table' && !refresh);
}
