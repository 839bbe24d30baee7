import type { Clock } from '../../base/index.ts';
import { iso } from '../json/event.ts';
import { type Pen, penOf } from '../pen.ts';
import { codeOf, type LogEntry, type LogLevel } from './log-entry.ts';
import { sortedJson } from './sorted-json.ts';

export type LogFormat = 'text' | 'debug' | 'json';

/** A place that entries are written to. */
export interface LogTarget {
  readonly format: LogFormat;
  /** What is less than this is left out; `none` is everything. */
  readonly level: LogLevel | 'none';
  readonly color: boolean;
  write(text: string): void;
}

export interface DbtLogSettings {
  readonly targets: readonly LogTarget[];
  readonly runId: string;
  readonly pid: number;
  readonly clock: Pick<Clock, 'now'>;
}

const ranks: Readonly<Record<LogLevel | 'none', number>> = { debug: 0, info: 1, warn: 2, error: 3, none: 4 };

/** Entries that are the answer of a command, which no level and no `--quiet` leaves out. */
const answers: ReadonlySet<string> = new Set(['PrintEvent', 'ShowNode', 'CompiledNode']);

/** Writes entries as dbt does: lines with the time, with more for debugging, or JSON. */
export class DbtLog {
  readonly #settings: DbtLogSettings;
  readonly #pens = new Map<LogTarget, Pen>();

  constructor(settings: DbtLogSettings) {
    this.#settings = settings;
    for (const target of settings.targets)
      this.#pens.set(
        target,
        penOf({ color: target.color && target.format !== 'json', unicode: true, columns: 0 }),
      );
  }

  write(entry: LogEntry): void {
    for (const target of this.#settings.targets) {
      if (target.level === 'none') continue;
      const rank = answers.has(entry.name) ? ranks.error : ranks[entry.level];
      if (rank < ranks[target.level]) continue;
      const message = entry.message(this.#pens.get(target)!);
      target.write(`${this.#line(entry, message, target)}\n`);
    }
  }

  #line(entry: LogEntry, message: string, { format }: LogTarget): string {
    const { clock, runId } = this.#settings;
    const now = iso(clock.now());
    if (format === 'json') return this.#json(entry, message, now);
    const time = now.slice(11, 19);
    if (format === 'text') return answers.has(entry.name) ? message : `${time}  ${message}`;
    const exact = `${now.slice(11, 23)}000`;
    const rule = '='.repeat(30);
    const begin = entry.name === 'MainReportVersion' ? `\n\n${rule} ${exact} | ${runId} ${rule}\n` : '';
    return `${begin}${exact} [${entry.level.padEnd(5)}] [${entry.thread.slice(0, 10).padEnd(10)}]: ${message}`;
  }

  #json(entry: LogEntry, message: string, now: string): string {
    const { runId, pid } = this.#settings;
    const info = {
      category: '',
      code: entry.named?.code ?? codeOf(entry.name),
      extra: {},
      invocation_id: runId,
      level: entry.level,
      msg: message,
      name: entry.named?.name ?? entry.name,
      pid,
      thread: entry.thread,
      ts: now.replace(/Z$/, '000Z'),
    };
    return sortedJson({ data: entry.data, info });
  }
}
