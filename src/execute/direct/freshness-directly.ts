import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import { callFreshness, type FreshnessAnswer, settle } from '../../compile/index.ts';
import type { SourceNode } from '../../manifest/index.ts';
import { isMapping, type YamlValue } from '../../project/index.ts';
import { PyDateTime, typeNameOf, type Value } from '../../template/index.ts';
import { runJobs } from '../schedule.ts';
import { Timing } from '../timing.ts';
import { DirectRun, type DirectRunSettings } from './direct-run.ts';
import { hooksDirectly } from './hooks-directly.ts';
import { refusal } from './refusal.ts';

export type FreshnessStatus = 'pass' | 'warn' | 'error' | 'runtime error';

/** What came out of looking at one source. Times are epoch milliseconds. */
export interface FreshnessOutcome {
  readonly node: SourceNode;
  readonly status: FreshnessStatus;
  readonly thread: number;
  readonly compileStartedAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly elapsedMs: number;
  /** Absent after a runtime error. */
  readonly answer?: {
    readonly maxLoadedAt: number;
    readonly snapshottedAt: number;
    readonly ageSeconds: number;
    readonly response: Readonly<Record<string, unknown>>;
  };
  readonly diagnostics: readonly Diagnostic[];
}

export interface FreshnessRun {
  readonly results: readonly FreshnessOutcome[];
  /** What kept it from starting, or from ending as it should. */
  readonly refused: readonly Diagnostic[];
  readonly hooksFailed: boolean;
}

export interface FreshnessListener {
  started(node: SourceNode): void;
  finished(outcome: FreshnessOutcome): void;
}

/** Looks how fresh sources are, several at a time; between the hooks of the project, if these count. */
export async function freshnessDirectly(
  sources: readonly SourceNode[],
  settings: DirectRunSettings,
  listener: FreshnessListener,
  withHooks: boolean,
): Promise<FreshnessRun> {
  const run = new DirectRun(settings);
  const results: FreshnessOutcome[] = [];
  const before = withHooks ? await hooksDirectly('on-run-start', new Map(), run) : ok(true);
  if (!before.ok) return { results, refused: before.diagnostics, hooksFailed: true };
  const jobs = sources.map((node) => ({ id: node.id, needs: [], after: [], pool: 'build' as const, node }));
  await runJobs(jobs, {
    workers: settings.threads,
    signal: settings.signal,
    run: async ([job], worker) => {
      listener.started(job!.node);
      const outcome = await lookAt(job!.node, run, worker);
      results.push(outcome);
      listener.finished(outcome);
      return ['done'];
    },
    skip: () => {},
  });
  const after =
    withHooks && !settings.signal.aborted ? await hooksDirectly('on-run-end', new Map(), run) : ok(true);
  return {
    results,
    refused: after.ok ? [] : after.diagnostics,
    hooksFailed: !before.value || !after.ok || !after.value,
  };
}

async function lookAt(node: SourceNode, run: DirectRun, thread: number): Promise<FreshnessOutcome> {
  const timing = new Timing(run.settings.clock);
  const connection = await run.connect();
  const { result, rendering } = await settle(connection.perform, (log) =>
    callFreshness(node, run.settings.compile, log),
  );
  await run.disconnect(connection);
  timing.running();
  const found = result.ok
    ? answerOf(result.value, node)
    : fail(...refusal(result.diagnostics, rendering, node, undefined, run));
  const { startedAt, compileStartedAt, finishedAt, elapsedMs } = timing.outcome(node.id, 'success', thread);
  const common = { node, thread, startedAt, compileStartedAt, finishedAt, elapsedMs };
  if (!found.ok) return { ...common, status: 'runtime error', diagnostics: found.diagnostics };
  return { ...common, status: statusOf(node, found.value.ageSeconds), answer: found.value, diagnostics: [] };
}

function answerOf(
  { maxLoadedAt, snapshottedAt, response }: FreshnessAnswer,
  node: SourceNode,
): Result<NonNullable<FreshnessOutcome['answer']>> {
  // Without a row there is no time: as long ago as can be.
  const newest = maxLoadedAt === null ? ok(longAgo) : momentOf(maxLoadedAt, node);
  const now = momentOf(snapshottedAt, node);
  if (!newest.ok) return newest;
  if (!now.ok) return now;
  const ageSeconds = (now.value - newest.value) / 1000;
  return ok({ maxLoadedAt: newest.value, snapshottedAt: now.value, ageSeconds, response });
}

const longAgo = Date.parse('0001-01-01T00:00:00Z');

/** A time without a zone is one of UTC. */
function momentOf(value: Value, node: SourceNode): Result<number> {
  if (value instanceof PyDateTime) return ok(value.utcSeconds * 1000 + value.time.microsecond / 1000);
  return fail(
    error(
      'A6011',
      `the freshness of ${node.sourceName}.${node.name} needs a point in time, not ${typeNameOf(value)}`,
      {
        location: node.locate(),
        hint: `write loaded_at_field: "${node.details?.loadedAtField ?? 'loaded_at'}::timestamp"`,
      },
    ),
  );
}

function statusOf(node: SourceNode, ageSeconds: number): FreshnessStatus {
  const given = node.details?.freshness;
  if (isOlder(ageSeconds, given?.error_after)) return 'error';
  return isOlder(ageSeconds, given?.warn_after) ? 'warn' : 'pass';
}

const seconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

function isOlder(age: number, limit: YamlValue | undefined): boolean {
  const allowed = allowedSeconds(limit);
  return allowed !== undefined && age > allowed;
}

function allowedSeconds(limit: YamlValue | undefined): number | undefined {
  if (!isMapping(limit)) return undefined;
  const { count, period } = limit;
  const unit = seconds[String(period)];
  return count === null || count === undefined || unit === undefined ? undefined : Number(count) * unit;
}

/** Whether a source has a limit that its freshness is held to. */
export const hasFreshness = ({ details }: SourceNode): boolean =>
  allowedSeconds(details?.freshness?.warn_after) !== undefined ||
  allowedSeconds(details?.freshness?.error_after) !== undefined;
