import { randomUUID } from 'node:crypto';
import { type Diagnostic, type Emit, systemClock } from '../base/index.ts';
import type { FreshnessListener } from '../execute/index.ts';
import { dbtVersion } from '../project/index.ts';
import { concurrency, entry, freshnessLog, type LogEntry } from '../report/index.ts';
import { invocationFlags } from './dbt/given-flags.ts';
import { runLog, talksAsDbt } from './dbt/run-log.ts';
import { Notes } from './notes.ts';
import type { OpenProject } from './open/open-project.ts';
import { shownPath } from './open/open-warehouse.ts';
import type { ProjectOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Tells how fresh sources are. */
export type FreshnessReport = FreshnessListener & { end(): void };

/** How a command that runs no node talks: its answer, notes beside it, and what is wrong. */
export interface Talk {
  readonly quiet: boolean;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly emit: Emit;
  /** The project is read. */
  begin(opened: OpenProject): void;
  /** A line, or lines, of the answer. */
  answer(text: string): void;
  say(text: string): void;
  diagnose(diagnostics: readonly Diagnostic[]): void;
  /** Where dbt's words are spoken: logs what dbt would. */
  readonly log?: (...entries: readonly LogEntry[]) => void;
  /** What is to be worked on is known. */
  planned(total: number): void;
  /** How fresh sources are, in dbt's words, where these are spoken. */
  freshness(total: number, hooks: number): FreshnessReport | undefined;
  /** Gives the exit code back. */
  end<Code extends 0 | 1 | 2 | 130>(code: Code): Code;
}

/** The executable `dbt` logs its answer as dbt does; `assay` writes it to standard output and nothing else. */
export function talkOf(
  command: string,
  options: ProjectOptions & { readonly quiet?: boolean },
  terminal: Terminal,
): Talk {
  const flags = options.dbt === undefined ? undefined : invocationFlags(options, terminal);
  const [runId, startedAt] = [randomUUID(), systemClock.now()];
  const quiet = options.quiet === true || (flags?.ok === true && flags.value.quiet);
  if (flags?.ok === true && talksAsDbt(flags.value, terminal)) {
    let opened: OpenProject | undefined;
    const { reporter: log, ...rest } = runLog({
      flags: flags.value,
      runId,
      terminal,
      place: options.projectDir ?? terminal.cwd,
      opened: () => opened,
    });
    const now = systemClock.now;
    const began = systemClock.elapsed();
    return {
      quiet,
      runId,
      startedAt,
      emit: log.report,
      begin(open) {
        opened = open;
        const { name, target } = open.project;
        log.report({
          kind: 'run_started',
          at: now(),
          runId: '',
          command,
          project: name,
          target: target.name,
          warehouse: shownPath(target, terminal),
          version: dbtVersion,
          threads: target.threads,
        });
      },
      answer: (text) => log.write(entry('PrintEvent', text, { msg: text })),
      say: (text) => log.write(entry('Note', text, { msg: text })),
      diagnose(diagnostics) {
        for (const diagnostic of diagnostics) log.report({ kind: 'diagnosed', at: now(), diagnostic });
      },
      log: log.write,
      planned(total) {
        const target = opened?.project.target;
        if (target === undefined) return;
        log.write(...concurrency(target.threads, target.name, total));
      },
      freshness(total, hooks) {
        const project = rest.project();
        if (project === undefined || opened === undefined) return undefined;
        const { threads, name } = opened.project.target;
        const width = flags.value.printerWidth;
        return freshnessLog(rest.log, project, { total, hooks, threads, target: name, width });
      },
      end(code) {
        const elapsedMs = systemClock.elapsed() - began;
        log.report({ kind: 'run_finished', at: now(), elapsedMs, outcomes: [], exitCode: code });
        return code;
      },
    };
  }
  const notes = new Notes(terminal, { quiet });
  return {
    quiet,
    runId,
    startedAt,
    emit: notes.emit,
    begin: () => {},
    answer: (text) => terminal.stdout.write(`${text}\n`),
    say: (text) => notes.say(text),
    diagnose: (diagnostics) => notes.diagnose(diagnostics),
    planned: () => {},
    freshness: () => undefined,
    end: (code) => code,
  };
}
