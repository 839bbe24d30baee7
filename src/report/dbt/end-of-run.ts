import type { Event, Outcome } from '../../base/index.ts';
import { printDiagnostic } from '../diagnostic/print.ts';
import { amountOf } from './lines.ts';
import { emptyLine, entry, finishedRunning, type LogEntry } from './log-entry.ts';
import { type LoggedProject, nodeInfo } from './node-info.ts';
import { ranLine } from './statistics.ts';

type Finished = Extract<Event, { kind: 'run_finished' }>;

/** What is said at the end: what ran, whether all is well, each failure, and the numbers. */
export function endOfRun(event: Finished, project: LoggedProject, command: string): LogEntry[] {
  const { outcomes, elapsedMs } = event;
  if (outcomes.length === 0 || command === 'run-operation') return [];
  if (command === 'clone') return summary(event, project);
  const ran = ranLine(outcomes, project.manifest);
  return [emptyLine(), finishedRunning(ran, elapsedMs), ...summary(event, project)];
}

function summary({ outcomes, exitCode }: Finished, project: LoggedProject): LogEntry[] {
  const failed = outcomes.filter(({ status }) => status === 'error' || status === 'fail');
  const warned = outcomes.filter(({ status }) => status === 'warn');
  const partial = outcomes.filter(({ status }) => status === 'partial success');
  const counts = countsOf(outcomes);
  const numbers = `PASS=${counts.pass} WARN=${counts.warn} ERROR=${counts.error} SKIP=${counts.skip} NO-OP=${counts.noop} TOTAL=${outcomes.length}`;
  return [
    emptyLine(),
    entry(
      'EndOfRunSummary',
      (pen) => {
        const some = `${partial.length} partial ${partial.length === 1 ? 'success' : 'successes'}`;
        const warnings = amountOf(warned.length, 'warning');
        if (exitCode === 130) return pen.yellow('Exited because of keyboard interrupt');
        if (failed.length > 0)
          return pen.red(`Completed with ${amountOf(failed.length, 'error')}, ${some}, and ${warnings}:`);
        if (partial.length > 0) return pen.yellow(`Completed with ${some} and ${warnings}`);
        return warned.length > 0
          ? pen.yellow(`Completed with ${warnings}:`)
          : pen.green('Completed successfully');
      },
      {
        num_errors: failed.length,
        num_warnings: warned.length,
        num_partial_success: partial.length,
        keyboard_interrupt: exitCode === 130,
      },
    ),
    ...failed.flatMap((outcome) => failure(outcome, project)),
    ...warned.flatMap((outcome) => failure(outcome, project)),
    emptyLine(),
    entry('StatsLine', `Done. ${numbers}`, { stats: { ...counts, total: outcomes.length } }),
  ];
}

function countsOf(outcomes: readonly Outcome[]) {
  const counts = { pass: 0, warn: 0, error: 0, skip: 0, noop: 0 };
  for (const { status } of outcomes) {
    if (status === 'success' || status === 'pass') counts.pass++;
    else if (status === 'warn') counts.warn++;
    else if (status === 'skipped') counts.skip++;
    else if (status === 'no-op') counts.noop++;
    else counts.error++;
  }
  return counts;
}

/** What one node failed of, or warns of. */
function failure(outcome: Outcome, project: LoggedProject): LogEntry[] {
  const node = project.manifest.nodes.get(outcome.node);
  const warns = outcome.status === 'warn';
  const data = { node_info: nodeInfo(outcome.node, project, { status: outcome.status }) };
  const what = `${node?.resource ?? 'node'} ${node?.name ?? outcome.node} (${node?.path ?? ''})`;
  const message = messageOf(outcome);
  const named = { ...data, resource_type: node?.resource, node_name: node?.name, path: node?.path };
  const stored =
    node?.resource === 'test' &&
    (node.config.storeFailures || project.storesFailures) &&
    outcome.status !== 'error';
  return [
    emptyLine(),
    warns
      ? entry('RunResultWarning', (pen) => pen.yellow(`Warning in ${what}`), named)
      : entry('RunResultFailure', (pen) => pen.red(`Failure in ${what}`), named),
    warns
      ? entry('RunResultWarningMessage', message, { ...data, msg: message })
      : entry('RunResultError', `  ${message}`, { ...data, msg: message }),
    ...(outcome.compiledPath === undefined
      ? []
      : [
          emptyLine(),
          entry('SQLCompiledPath', `  compiled code at ${outcome.compiledPath}`, {
            ...data,
            path: outcome.compiledPath,
          }),
        ]),
    ...(stored ? [emptyLine(), stuckIn(project.quoted(node.storedIn), data)] : []),
  ];
}

function stuckIn(relation: string, data: Readonly<Record<string, unknown>>): LogEntry {
  const query = `select * from ${relation}`;
  const rule = '-'.repeat(query.length);
  return entry('CheckNodeTestFailure', `  See test failures:\n  ${rule}\n  ${query}\n  ${rule}`, {
    ...data,
    relation_name: relation,
  });
}

/** What dbt would say, and where it says nothing the diagnostics, with their places. */
function messageOf({ message, diagnostics, failures }: Outcome): string {
  const printed = diagnostics
    .filter(({ code }) => code !== 'A6001')
    .map((diagnostic) => printDiagnostic(diagnostic, { columns: 120, unicode: true, color: false }));
  if (printed.length > 0) return printed.join('\n\n').replaceAll('\n', '\n  ');
  return message ?? (failures === undefined ? 'it failed' : `Got ${amountOf(failures, 'result')}`);
}
