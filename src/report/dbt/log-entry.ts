import type { Pen } from '../pen.ts';
import { timeInWords } from './lines.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One thing that dbt logs. Tools know it by its name and code, and read its data. */
export interface LogEntry {
  readonly name: EntryName;
  /** Of a warning: which, and its code. */
  readonly named?: { readonly name: string; readonly code: string };
  readonly level: LogLevel;
  /** What a person reads. */
  readonly message: (pen: Pen) => string;
  readonly data: Readonly<Record<string, unknown>>;
  /** As dbt calls it: `MainThread`, `Thread-1`. */
  readonly thread: string;
}

/** The code of each kind of entry, and the level that it usually has. */
const kinds = {
  MainReportVersion: ['A001', 'info'],
  MainReportArgs: ['A002', 'debug'],
  AdapterRegistered: ['E034', 'info'],
  FinishedRunningStats: ['E047', 'info'],
  JinjaLogWarning: ['I061', 'warn'],
  JinjaLogInfo: ['I062', 'info'],
  JinjaLogDebug: ['I063', 'debug'],
  CheckCleanPath: ['Z012', 'info'],
  ConfirmCleanPath: ['Z013', 'info'],
  FinishedCleanPaths: ['Z015', 'info'],
  DebugCmdOut: ['Z047', 'info'],
  DebugCmdResult: ['Z048', 'info'],
  BuildingCatalog: ['E044', 'info'],
  CatalogWritten: ['E042', 'info'],
  DepsNoPackagesFound: ['M013', 'info'],
  DepsStartPackageInstall: ['M014', 'info'],
  DepsInstallInfo: ['M015', 'info'],
  DepsUpdateAvailable: ['M016', 'info'],
  DepsUpToDate: ['M017', 'info'],
  DepsListSubdirectory: ['M018', 'info'],
  DepsNotifyUpdatesAvailable: ['M019', 'info'],
  DepsLockUpdating: ['M031', 'info'],
  DepsAddPackage: ['M032', 'info'],
  DepsFoundDuplicatePackage: ['M033', 'info'],
  ArtifactWritten: ['P001', 'debug'],
  FreshnessCheckComplete: ['Q003', 'info'],
  LogTestResult: ['Q007', 'info'],
  LogStartLine: ['Q011', 'info'],
  LogModelResult: ['Q012', 'info'],
  LogSnapshotResult: ['Q015', 'info'],
  LogSeedResult: ['Q016', 'info'],
  LogFreshnessResult: ['Q018', 'info'],
  LogNodeNoOpResult: ['Q019', 'info'],
  NodeStart: ['Q024', 'debug'],
  NodeFinished: ['Q025', 'debug'],
  ConcurrencyLine: ['Q027', 'info'],
  LogHookStartLine: ['Q032', 'info'],
  LogHookEndLine: ['Q033', 'info'],
  SkippingDetails: ['Q034', 'info'],
  NothingToDo: ['Q035', 'warn'],
  EndRunResult: ['Q037', 'debug'],
  CommandCompleted: ['Q039', 'debug'],
  LogStartBatch: ['Q045', 'info'],
  LogBatchResult: ['Q046', 'info'],
  ShowNode: ['Q041', 'info'],
  CompiledNode: ['Q042', 'info'],
  FoundStats: ['W006', 'info'],
  Warning: ['D000', 'warn'],
  MainKeyboardInterrupt: ['Z001', 'info'],
  MainEncounteredError: ['Z002', 'error'],
  Formatting: ['Z017', 'info'],
  RunResultWarning: ['Z021', 'warn'],
  RunResultFailure: ['Z022', 'error'],
  StatsLine: ['Z023', 'info'],
  RunResultError: ['Z024', 'error'],
  SQLCompiledPath: ['Z026', 'info'],
  CheckNodeTestFailure: ['Z027', 'info'],
  EndOfRunSummary: ['Z030', 'info'],
  RunResultWarningMessage: ['Z046', 'warn'],
  Note: ['Z050', 'info'],
  PrintEvent: ['Z052', 'info'],
} as const satisfies Readonly<Record<string, readonly [code: string, level: LogLevel]>>;

export type EntryName = keyof typeof kinds;

export const codeOf = (name: EntryName): string => kinds[name][0];

export function entry(
  name: EntryName,
  message: string | ((pen: Pen) => string),
  data: LogEntry['data'] = {},
  more: Partial<Pick<LogEntry, 'level' | 'thread' | 'named'>> = {},
): LogEntry {
  return {
    name,
    level: more.level ?? kinds[name][1],
    message: typeof message === 'string' ? () => message : message,
    data,
    thread: more.thread ?? 'MainThread',
    ...(more.named !== undefined && { named: more.named }),
  };
}

/** How much nothing is done for since it is as it was; dbt has no words for that. */
export function unchangedNote({
  nodes,
  tests,
}: {
  readonly nodes: number;
  readonly tests: number;
}): LogEntry {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  const msg = `Unchanged, and not run again: ${counted(nodes, 'node')}, ${counted(tests, 'test')}`;
  return entry('Note', msg, { msg });
}

/** How many run at the same time, set apart. */
export const concurrency = (threads: number, target: string, total: number): readonly LogEntry[] => [
  emptyLine(),
  entry('ConcurrencyLine', `Concurrency: ${threads} threads (target='${target}')`, {
    num_threads: threads,
    target_name: target,
    node_count: total,
  }),
  emptyLine(),
];

/** What was run, and how long that took. */
export function finishedRunning(ran: string, elapsedMs: number): LogEntry {
  const execution = timeInWords(elapsedMs);
  const text = `Finished running ${ran}${execution} (${(elapsedMs / 1000).toFixed(2)}s).`;
  return entry('FinishedRunningStats', text, {
    stat_line: ran,
    execution,
    execution_time: elapsedMs / 1000,
  });
}

/** An empty line, as dbt sets things apart. */
export const emptyLine = (): LogEntry => entry('Formatting', '', { msg: '' });
