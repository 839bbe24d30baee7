import { type Event, type NodeId, type Outcome, unreachable } from '../../base/index.ts';
import { printDiagnostic } from '../diagnostic/print.ts';
import { iso } from '../json/event.ts';
import type { Reporter } from '../reporter.ts';
import type { DbtLog } from './dbt-log.ts';
import { endOfRun } from './end-of-run.ts';
import { namedEvent } from './event-names.ts';
import { threadName } from './lines.ts';
import { concurrency, emptyLine, entry, type LogEntry, unchangedNote } from './log-entry.ts';
import { type LoggedProject, nodeInfo } from './node-info.ts';
import { foundLine } from './statistics.ts';
import {
  batchEntry,
  finishedEntry,
  isSilent,
  type Position,
  skippedEntry,
  startedEntry,
} from './step-entries.ts';

export interface DbtReporterOptions {
  readonly log: DbtLog;
  readonly dbtVersion: string;
  readonly adapterVersion: string;
  /** Columns of the lines of progress. */
  readonly width: number;
  /** The project, once it is read. */
  readonly project: () => LoggedProject | undefined;
  /** Whether `print()` in templates is printed. */
  readonly prints: boolean;
}

export interface DbtReporter extends Reporter {
  /** Logs what no event stands for. */
  write(...entries: readonly LogEntry[]): void;
}

/** What a person or a program sees of a run that is called as dbt's. */
export function dbtReporter(options: DbtReporterOptions): DbtReporter {
  const { log, width } = options;
  const positions = new Map<NodeId, Position>();
  const started = new Map<NodeId, string>();
  let head: Extract<Event, { kind: 'run_started' }> | undefined;
  let total = 0;
  let greeted = false;

  function greet(): void {
    if (greeted) return;
    greeted = true;
    log.write(
      entry('MainReportVersion', `Running with dbt=${options.dbtVersion}`, {
        version: `=${options.dbtVersion}`,
        log_version: 3,
      }),
    );
  }

  let next = 1;
  const positionOf = (node: NodeId): Position => {
    const known = positions.get(node);
    if (known !== undefined) return known;
    const made = hookPosition(node, options.project()) ?? { index: next++, total };
    positions.set(node, made);
    return made;
  };

  function start(node: NodeId, at: number): void {
    const project = options.project();
    if (project === undefined || started.has(node) || isSilent(node, project)) return;
    const startedAt = iso(at);
    started.set(node, startedAt);
    if (isHook(node, project, 'on-run-end') && positionOf(node).index === 1) log.write(emptyLine());
    const info = nodeInfo(node, project, { status: 'started', startedAt });
    log.write(entry('NodeStart', `Began running node ${node}`, { node_info: info }));
    if (head?.command !== 'clone') log.write(startedEntry(node, positionOf(node), project, info, width));
  }

  function finish(outcome: Outcome): void {
    const project = options.project();
    if (project === undefined || isSilent(outcome.node, project)) return;
    const skipped = outcome.status === 'skipped';
    if (!skipped && outcome.status !== 'no-op') start(outcome.node, outcome.startedAt);
    const info = nodeInfo(outcome.node, project, {
      status: outcome.status,
      startedAt: started.get(outcome.node) ?? iso(outcome.startedAt),
      ...(skipped ? {} : { finishedAt: iso(outcome.finishedAt) }),
    });
    const position = positionOf(outcome.node);
    if (head?.command !== 'clone')
      log.write(
        skipped
          ? skippedEntry(outcome, position, project, info, width)
          : finishedEntry(outcome, position, project, info, width),
      );
    log.write(
      entry(
        'NodeFinished',
        `Finished running node ${outcome.node}`,
        { node_info: info, run_result: runResult(outcome) },
        { thread: threadName(outcome) },
      ),
    );
    if (isHook(outcome.node, project, 'on-run-start') && position.index === position.total)
      log.write(emptyLine());
  }

  function report(event: Event): void {
    greet();
    switch (event.kind) {
      case 'run_started': {
        head = event;
        const { adapterVersion } = options;
        log.write(
          entry('AdapterRegistered', `Registered adapter: duckdb=${adapterVersion}`, {
            adapter_name: 'duckdb',
            adapter_version: `=${adapterVersion}`,
          }),
        );
        const project = options.project();
        if (project !== undefined && event.command !== 'parse') {
          const found = foundLine(project.manifest);
          log.write(entry('FoundStats', `Found ${found}`, { stat_line: found }));
        }
        return;
      }
      case 'planned': {
        total = event.nodes.length + (event.idle ?? 0);
        if (event.reused !== undefined) log.write(unchangedNote(event.reused));
        for (const each of concurrency(head?.threads ?? 1, head?.target ?? '', total)) log.write(each);
        return;
      }
      case 'step_started':
        if (event.step !== 'publish') start(event.node, event.at);
        return;
      case 'step_finished':
        if (event.step !== 'publish') finish(event.outcome);
        return;
      case 'batch_started':
      case 'batch_finished': {
        const project = options.project();
        if (project !== undefined) log.write(batchEntry(event, project, width));
        return;
      }
      case 'step_progressed':
      case 'published':
      case 'withheld':
        return;
      case 'diagnosed': {
        const { diagnostic } = event;
        const text = printDiagnostic(diagnostic, { columns: width, unicode: true, color: false });
        if (diagnostic.severity === 'warning')
          log.write(
            entry(
              'Warning',
              (pen) => `[${pen.yellow('WARNING')}]: ${text.replace(/^warning /, '')}`,
              { msg: diagnostic.message, code: diagnostic.code },
              { named: namedEvent(diagnostic) },
            ),
          );
        else
          log.write(
            entry('MainEncounteredError', `Encountered an error:\n${text.replace(/^error /, '')}`, {
              exc: text,
            }),
          );
        return;
      }
      case 'said':
        say(event);
        return;
      case 'interrupted':
        log.write(entry('MainKeyboardInterrupt', 'ctrl-c'));
        return;
      case 'run_finished': {
        const project = options.project();
        for (const outcome of event.outcomes)
          if (outcome.status === 'no-op' && !positions.has(outcome.node)) finish(outcome);
        if (project !== undefined && head !== undefined)
          for (const each of endOfRun(event, project, head.command)) log.write(each);
        log.write(
          entry(
            'CommandCompleted',
            `Command \`dbt ${head?.command ?? ''}\` ${event.exitCode === 0 ? 'succeeded' : 'failed'} at ${iso(event.at).slice(11, 23)}000 after ${(event.elapsedMs / 1000).toFixed(2)} seconds`,
            {
              command: `dbt ${head?.command ?? ''}`,
              success: event.exitCode === 0,
              completed_at: iso(event.at),
              elapsed: event.elapsedMs / 1000,
            },
          ),
        );
        return;
      }
      default:
        unreachable(event);
    }
  }

  function say({ text, node, print, level = 'info' }: Extract<Event, { kind: 'said' }>): void {
    const project = options.project();
    const info =
      node === undefined || project === undefined
        ? {}
        : { node_info: nodeInfo(node, project, { status: 'executing', startedAt: started.get(node) ?? '' }) };
    if (print) {
      if (options.prints) log.write(entry('PrintEvent', text, { msg: text }));
    } else if (level === 'warn') {
      log.write(
        entry('JinjaLogWarning', (pen) => `[${pen.yellow('WARNING')}]: ${text}`, { msg: text, ...info }),
      );
    } else
      log.write(entry(level === 'debug' ? 'JinjaLogDebug' : 'JinjaLogInfo', text, { msg: text, ...info }));
  }

  function write(...entries: readonly LogEntry[]): void {
    greet();
    for (const each of entries) log.write(each);
  }

  return { report, write, close: () => {} };
}

const isHook = (id: NodeId, { manifest }: LoggedProject, when: string): boolean => {
  const node = manifest.nodes.get(id);
  return node?.resource === 'operation' && node.when === when;
};

/** Hooks are counted among those of their kind. */
function hookPosition(id: NodeId, project: LoggedProject | undefined): Position | undefined {
  const hook = project?.manifest.nodes.get(id);
  if (hook?.resource !== 'operation') return undefined;
  const same = [...project!.manifest.nodes.values()].filter(
    (node) => node.resource === 'operation' && node.when === hook.when,
  );
  return { index: same.findIndex((node) => node.id === id) + 1, total: same.length };
}

/** What an entry says of how a node ended. */
const runResult = (outcome: Outcome): Record<string, unknown> => ({
  status: outcome.status,
  message: outcome.message ?? '',
  timing_info: [
    { name: 'compile', started_at: iso(outcome.compileStartedAt), completed_at: iso(outcome.startedAt) },
    { name: 'execute', started_at: iso(outcome.startedAt), completed_at: iso(outcome.finishedAt) },
  ],
  thread: threadName(outcome),
  execution_time: outcome.elapsedMs / 1000,
  adapter_response: outcome.adapterResponse ?? {},
  num_failures: outcome.failures ?? 0,
});
