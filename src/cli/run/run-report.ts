import { randomUUID } from 'node:crypto';
import {
  type Diagnostic,
  type Emit,
  type Event,
  type NodeLabel,
  type Outcome,
  systemClock,
} from '../../base/index.ts';
import { consoleReporter, jsonReporter, type Reporter } from '../../report/index.ts';
import { annotate, type FinishedRun, writeRunArtifacts } from '../artifacts/write-artifacts.ts';
import { invocationFlags } from '../dbt/given-flags.ts';
import { runLog, talksAsDbt } from '../dbt/run-log.ts';
import { settleWarnings } from '../dbt/settle-warnings.ts';
import type { OpenProject } from '../open/open-project.ts';
import { shownPath } from '../open/open-warehouse.ts';
import type { OperationOptions, RunKind, RunOptions } from '../options.ts';
import { nothingSelected, nothingThere } from '../select/select-nodes.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';

export type ExitCode = 0 | 1 | 2 | 130;

/** Tells the user what a run does, keeps what the artifacts need of it, and ends it. */
export class RunReport {
  readonly runId = randomUUID();
  /** Epoch milliseconds. */
  readonly startedAt = systemClock.now();
  /** Set as soon as the project is read; the artifacts go where it says. */
  opened: OpenProject | undefined;
  readonly #began = systemClock.elapsed();
  readonly #diagnosed: Diagnostic[] = [];
  #labels: readonly NodeLabel[] = [];
  #refused = false;
  readonly #kind: RunKind;
  readonly #options: OperationOptions;
  readonly #terminal: Terminal;
  #reporter: Reporter | undefined;
  #speaksDbt = false;
  #begun = false;
  #written: { readonly failure: Diagnostic | undefined } | undefined;

  constructor(kind: RunKind, options: OperationOptions, terminal: Terminal) {
    this.#kind = kind;
    this.#options = options;
    this.#terminal = terminal;
  }

  readonly emit: Emit = (event: Event) => {
    if (event.kind === 'diagnosed') this.#diagnosed.push(event.diagnostic);
    if (event.kind === 'planned') this.#labels = event.nodes;
    this.#talk().report(event);
  };

  diagnose(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) this.emit({ kind: 'diagnosed', at: systemClock.now(), diagnostic });
  }

  /** The project is read. Where dbt's words are spoken, they begin with this. */
  open(opened: OpenProject): void {
    this.opened = opened;
    this.#talk();
    if (this.#speaksDbt) this.begin(opened);
    this.diagnose(opened.warnings);
  }

  /** What is to be done is known. */
  begin({ project }: OpenProject): void {
    if (this.#begun) return;
    this.#begun = true;
    this.emit({
      kind: 'run_started',
      at: this.startedAt,
      runId: this.runId,
      command: this.#kind.command,
      project: project.name,
      target: project.target.name,
      warehouse: shownPath(project.target, this.#terminal),
      version,
      threads: project.target.threads,
    });
  }

  /** Nothing is selected: a warning, unless the selection has said why; in dbt projects it may count as an error. */
  nothing(warnings: readonly Diagnostic[], { project, manifest }: OpenProject): ExitCode {
    const told = settleWarnings([manifest.nodes.size === 0 ? nothingThere : nothingSelected], project.flags);
    if (!told.ok) return this.refuse(told.diagnostics);
    if (warnings.length === 0) this.diagnose(told.value);
    return this.finish([]);
  }

  /** The run could not start. */
  refuse(diagnostics: readonly Diagnostic[]): ExitCode {
    this.diagnose(diagnostics);
    this.#refused = true;
    return this.#end(2, []);
  }

  /** Nothing was done, since something kept the run from starting; or there was nothing to do. */
  stop(): ExitCode {
    return this.#failed([]) ? this.#end(this.#terminal.interrupted.aborted ? 130 : 2, []) : this.finish([]);
  }

  finish(outcomes: readonly Outcome[]): ExitCode {
    const code = this.#failed(outcomes) ? 1 : 0;
    return this.#end(this.#terminal.interrupted.aborted ? 130 : code, outcomes);
  }

  #failed(outcomes: readonly Outcome[]): boolean {
    return (
      outcomes.some(({ status }) => ['error', 'fail', 'partial success'].includes(status)) ||
      this.#diagnosed.some(({ severity }) => severity === 'error')
    );
  }

  /** Made when there is something to tell: what is wrong with the flags of dbt does not keep it from being told. */
  #talk(): Reporter {
    if (this.#reporter !== undefined) return this.#reporter;
    const terminal = this.#terminal;
    const flags = this.#options.dbt === undefined ? undefined : invocationFlags(this.#options, terminal);
    if (flags?.ok === true && talksAsDbt(flags.value, terminal)) {
      this.#speaksDbt = true;
      const { runId } = this;
      const place = this.#options.projectDir ?? terminal.cwd;
      const opened = () => this.opened;
      this.#reporter = runLog({ flags: flags.value, runId, terminal, place, opened }).reporter;
    } else this.#reporter = reporterFor(this.#options, terminal, flags?.ok === true && flags.value.quiet);
    return this.#reporter;
  }

  /** Writes the artifacts, which must be done once the outcomes are known, and may be done before the run has ended. */
  write(outcomes: readonly Outcome[]): void {
    this.#written ??= { failure: writeRunArtifacts(this.#finished(outcomes)) };
  }

  #finished(outcomes: readonly Outcome[]): FinishedRun {
    return {
      command: this.#kind.command,
      options: this.#options,
      terminal: this.#terminal,
      opened: this.opened,
      outcomes,
      refused: this.#refused,
      labels: this.#labels,
      diagnosed: this.#diagnosed,
      runId: this.runId,
      startedAt: this.startedAt,
      elapsedMs: systemClock.elapsed() - this.#began,
    };
  }

  #end(exitCode: ExitCode, outcomes: readonly Outcome[]): ExitCode {
    this.write(outcomes);
    const unwritten = this.#written?.failure;
    annotate(this.#finished(outcomes));
    if (unwritten !== undefined) this.diagnose([unwritten]);
    const code = unwritten !== undefined && exitCode === 0 ? 1 : exitCode;
    const elapsedMs = systemClock.elapsed() - this.#began;
    this.emit({ kind: 'run_finished', at: systemClock.now(), elapsedMs, outcomes, exitCode: code });
    this.#talk().close();
    return code;
  }
}

/** Whether it is told how far statements are. */
export const tellsProgress = ({ logFormat, quiet }: RunOptions, { stderr }: Terminal): boolean =>
  logFormat === 'json' || (stderr.isTTY && quiet !== true);

function reporterFor(options: RunOptions, terminal: Terminal, quiet: boolean): Reporter {
  if (options.logFormat === 'json') return jsonReporter(terminal.stdout);
  return consoleReporter({
    progress: terminal.stderr,
    answer: terminal.stdout,
    clock: systemClock,
    every: terminal.every,
    ...((quiet || options.quiet === true) && { quiet: true }),
  });
}
