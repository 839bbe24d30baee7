import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { systemClock } from '../../base/index.ts';
import { consoleReporter } from '../../report/index.ts';
import type { RunKind, RunOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { readSettled, type Settled, settledPath, settledResults } from './settled.ts';
import { isAsListed, isAsStamped } from './stamps.ts';
import { envHash } from './watched-env.ts';

/**
 * Says that there is nothing to do, as the run before did, if nothing that this followed from has changed: no file of
 * the project, none that it reads, no variable, and not the warehouse. Otherwise gives false.
 */
function answers(kind: RunKind, options: RunOptions, terminal: Terminal): boolean {
  const path = settledPath(kind, options, terminal);
  const found = path === undefined ? undefined : readSettled(path);
  if (found === undefined || !holds(found, terminal)) return false;
  const began = systemClock.elapsed();
  const at = systemClock.now();
  const runId = randomUUID();
  const { results } = found;
  const text = settledResults(path!, found);
  if (text === undefined) return false;
  try {
    writeFileSync(
      results.path,
      text.replaceAll(results.runId, runId).replaceAll(results.at, new Date(at).toISOString()),
    );
  } catch {
    // Then the run that opens everything says why.
    return false;
  }
  const { report, close } = consoleReporter({
    progress: terminal.stderr,
    answer: terminal.stdout,
    clock: systemClock,
    every: terminal.every,
    ...(options.quiet === true && { quiet: true }),
  });
  const { project, target, threads, selected, nodes, warehouse } = found;
  report({
    kind: 'run_started',
    at,
    runId,
    command: kind.command,
    project,
    target,
    warehouse,
    version,
    threads,
  });
  const reused = { nodes, tests: selected.tests };
  report({ kind: 'planned', at, nodes: [], selected, buildMissing: [], reused });
  const elapsedMs = systemClock.elapsed() - began;
  report({ kind: 'run_finished', at: systemClock.now(), elapsedMs, outcomes: [], exitCode: 0 });
  close();
  return true;
}

/** An object, so that a test can tell which commands were answered. */
export const settled = { answers };

const holds = (settled: Settled, terminal: Terminal): boolean =>
  settled.version === version &&
  settled.program.every(isAsStamped) &&
  !settled.absent.some(existsSync) &&
  Object.entries(settled.env).every(([name, hash]) => envHash(terminal.env[name]) === hash) &&
  settled.files.every(isAsStamped) &&
  settled.trees.every(isAsListed) &&
  settled.marks.every(({ path, mark }) => duckdb.mark({ path }) === mark);
