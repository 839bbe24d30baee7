import { duckdb } from '../adapters/duckdb/index.ts';
import type { NodeId, Result } from '../base/index.ts';
import { fail, ok } from '../base/index.ts';
import { DirectRun, prepareForLooking } from '../execute/index.ts';
import { directRunSettings } from './direct-settings.ts';
import type { OpenProject } from './open-project.ts';
import { openingFailed, waitOf } from './open-warehouse.ts';
import type { RunKind, RunOptions } from './options.ts';
import type { RunReport } from './run-report.ts';
import type { Terminal } from './terminal.ts';

/** Opens the warehouse for a command that compiles and does not build, and does its work. */
export async function whileLooking<T>(
  kind: RunKind,
  options: RunOptions,
  terminal: Terminal,
  opened: OpenProject,
  selected: ReadonlySet<NodeId>,
  report: RunReport,
  work: (run: DirectRun) => Promise<T>,
): Promise<Result<T>> {
  const { project } = opened;
  const warehouse = await duckdb.open(project.target, waitOf(options, terminal));
  if (!warehouse.ok) return fail(openingFailed(warehouse, project.target, terminal, project, options.wait));
  try {
    const { emit, runId, startedAt } = report;
    const invocation = { command: kind.command, runId, startedAt, selected, emit, terminal, writes: false };
    const run = new DirectRun(directRunSettings(opened, invocation, warehouse.value, { failFast: false }));
    terminal.interrupted.addEventListener('abort', () => run.interrupt(), { once: true });
    const prepared = await prepareForLooking(run);
    return prepared.ok ? ok(await work(run)) : prepared;
  } finally {
    await warehouse.value.close();
  }
}
