import { duckdb } from '../../adapters/duckdb/index.ts';
import { fail, type NodeId, type Outcome, ok, type Result, systemClock } from '../../base/index.ts';
import { DirectRun, prepareForLooking } from '../../execute/index.ts';
import { annotate, writeRunArtifacts } from '../artifacts/write-artifacts.ts';
import { deferralOf } from '../dbt/deferral.ts';
import type { OpenProject } from '../open/open-project.ts';
import { openingFailed, waitOf } from '../open/open-warehouse.ts';
import type { RunOptions } from '../options.ts';
import { directRunSettings } from '../run/direct-settings.ts';
import type { Talk } from '../talk.ts';
import type { Terminal } from '../terminal.ts';

/** Opens the warehouse for a command that compiles and does not build, and does its work. */
export async function whileLooking<T>(
  command: string,
  options: Pick<RunOptions, 'wait'>,
  terminal: Terminal,
  opened: OpenProject,
  selected: ReadonlySet<NodeId>,
  talk: Talk,
  work: (run: DirectRun) => Promise<T>,
): Promise<Result<T>> {
  const { project } = opened;
  const deferred = deferralOf(project);
  if (!deferred.ok) return deferred;
  const warehouse = await duckdb.open(project.target, waitOf(options, terminal));
  if (!warehouse.ok) return fail(openingFailed(warehouse, project.target, terminal, project, options.wait));
  try {
    const { emit, runId, startedAt } = talk;
    const invocation = {
      command,
      runId,
      startedAt,
      selected,
      emit,
      terminal,
      writes: false,
      ...(deferred.value && { deferred: deferred.value }),
    };
    const run = new DirectRun(directRunSettings(opened, invocation, warehouse.value, { failFast: false }));
    terminal.interrupted.addEventListener('abort', () => run.interrupt(), { once: true });
    const prepared = await prepareForLooking(run);
    return prepared.ok ? ok(await work(run)) : prepared;
  } finally {
    await warehouse.value.close();
  }
}

/** Writes what a command found that only looked: run_results.json among it. */
export function writeLooked(
  command: string,
  options: RunOptions,
  terminal: Terminal,
  opened: OpenProject,
  outcomes: readonly Outcome[],
  talk: Talk,
): 0 | 1 {
  const { runId, startedAt } = talk;
  const run = {
    command,
    options,
    terminal,
    opened,
    outcomes,
    labels: [],
    diagnosed: [],
    runId,
    startedAt,
    elapsedMs: systemClock.now() - startedAt,
  };
  annotate(run);
  const unwritten = writeRunArtifacts(run);
  if (unwritten === undefined) return 0;
  talk.diagnose([unwritten]);
  return 1;
}
