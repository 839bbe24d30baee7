import type { FreshnessListener, FreshnessOutcome } from '../../execute/index.ts';
import { printDiagnostic } from '../diagnostic/print.ts';
import { iso } from '../json/event.ts';
import type { DbtLog } from './dbt-log.ts';
import { resultLine } from './lines.ts';
import { emptyLine, entry, type LogLevel } from './log-entry.ts';
import { type LoggedProject, nodeInfo } from './node-info.ts';

/** Says in dbt's words how fresh sources are. */
export function freshnessLog(
  log: DbtLog,
  project: LoggedProject,
  run: { readonly total: number; readonly threads: number; readonly target: string; readonly width: number },
): FreshnessListener & { end(): void } {
  const { total, threads, target, width } = run;
  const outcomes: FreshnessOutcome[] = [];
  const indexes = new Map<string, number>();
  log.write(emptyLine());
  log.write(
    entry('ConcurrencyLine', `Concurrency: ${threads} threads (target='${target}')`, {
      num_threads: threads,
      target_name: target,
      node_count: total,
    }),
  );
  log.write(emptyLine());
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
      const { node, status, elapsedMs, thread } = outcome;
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
          { level, thread: `Thread-${thread}` },
        ),
      );
    },
    end() {
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
