import { systemClock } from '../../base/index.ts';
import type { FreshnessListener, FreshnessOutcome } from '../../execute/index.ts';
import { printDiagnostic } from '../diagnostic/print.ts';
import { iso } from '../json/event.ts';
import type { DbtLog } from './dbt-log.ts';
import { amountOf, resultLine, threadName } from './lines.ts';
import { concurrency, emptyLine, entry, finishedRunning, type LogLevel } from './log-entry.ts';
import { type LoggedProject, nodeInfo } from './node-info.ts';

export interface FreshnessRun {
  readonly total: number;
  /** How many hooks run before and after. */
  readonly hooks: number;
  readonly threads: number;
  readonly target: string;
  readonly width: number;
}

/** Says in dbt's words how fresh sources are. */
export function freshnessLog(
  log: DbtLog,
  project: LoggedProject,
  run: FreshnessRun,
): FreshnessListener & { end(): void } {
  const { total, threads, target, width, hooks } = run;
  const began = systemClock.elapsed();
  const outcomes: FreshnessOutcome[] = [];
  const indexes = new Map<string, number>();
  for (const each of concurrency(threads, target, total)) log.write(each);
  return {
    started(node) {
      const index = indexes.size + 1;
      indexes.set(node.id, index);
      const description = `freshness of ${node.sourceName}.${node.name}`;
      const info = nodeInfo(node.id, project, { status: 'started' });
      log.write(
        entry(
          'LogStartLine',
          resultLine({ index, total, message: `START ${description}`, status: 'RUN', width }),
          {
            description,
            index,
            total,
            node_info: info,
          },
        ),
      );
    },
    finished(outcome) {
      outcomes.push(outcome);
      const { node, status, elapsedMs } = outcome;
      const index = indexes.get(node.id) ?? 0;
      const [words, level] = verdicts[status];
      const info = nodeInfo(node.id, project, { status, finishedAt: iso(outcome.finishedAt) });
      log.write(
        entry(
          'LogFreshnessResult',
          (pen) =>
            resultLine({
              index,
              total,
              message: `${words} freshness of ${node.sourceName}.${node.name}`,
              status: (level === 'error' ? pen.red : level === 'warn' ? pen.yellow : pen.green)(words),
              took: elapsedMs,
              width,
            }),
          {
            status,
            source_name: node.sourceName,
            table_name: node.name,
            index,
            total,
            execution_time: elapsedMs / 1000,
            node_info: info,
          },
          { level, thread: threadName(outcome) },
        ),
      );
    },
    end() {
      const ran = [
        ...(hooks > 0 ? [amountOf(hooks, 'project hook')] : []),
        amountOf(outcomes.length, 'source'),
      ].join(', ');
      log.write(emptyLine());
      log.write(finishedRunning(ran, systemClock.elapsed() - began));
      for (const { node, diagnostics } of outcomes) {
        if (diagnostics.length === 0) continue;
        const style = { columns: width, unicode: true, color: false };
        const text = diagnostics.map((diagnostic) => printDiagnostic(diagnostic, style)).join('\n\n');
        const info = nodeInfo(node.id, project, { status: 'runtime error' });
        log.write(emptyLine());
        log.write(
          entry('RunResultError', `  ${text.replaceAll('\n', '\n  ')}`, { msg: text, node_info: info }),
        );
      }
      log.write(entry('FreshnessCheckComplete', 'Done.'));
    },
  };
}

const verdicts: Readonly<Record<FreshnessOutcome['status'], readonly [words: string, level: LogLevel]>> = {
  pass: ['PASS', 'info'],
  warn: ['WARN', 'warn'],
  error: ['ERROR STALE', 'error'],
  'runtime error': ['ERROR', 'error'],
};
