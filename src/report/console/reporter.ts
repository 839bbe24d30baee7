import { type Clock, type Event, unreachable } from '../../base/index.ts';
import { printDiagnostic } from '../diagnostic/print.ts';
import { visibleText } from '../format/visible.ts';
import type { Every, Output, Style } from '../output.ts';
import { type Pen, penOf } from '../pen.ts';
import type { Reporter } from '../reporter.ts';
import { Board, type Entry } from './board.ts';
import { diagnosticKey, failureBlocks } from './failures.ts';
import { finishedLines, type Layout, layoutOf, runningLine } from './line.ts';
import { type Lines, plainLines } from './lines.ts';
import { liveLines } from './live-lines.ts';
import { planLines } from './plan-line.ts';
import { summaryLines } from './summary.ts';

export interface ConsoleOptions {
  /** Where progress, notes and errors go: stderr. Redrawn in place when it is a terminal. */
  readonly progress: Output;
  /** Where `print()` of templates goes: stdout. */
  readonly answer: Output;
  readonly clock: Clock;
  readonly every: Every;
  /** Only errors and failures, no progress and no summary. */
  readonly quiet?: boolean;
  /** Running lines at most. */
  readonly maxRunning?: number;
}

/** Columns of what is set out by width when it goes to a pipe. */
const pipeColumns = 100;

/** What a person sees of a run. */
export function consoleReporter(options: ConsoleOptions): Reporter {
  const { progress, answer, clock, every, quiet = false, maxRunning = 8 } = options;
  const live = progress.isTTY && !quiet;
  const board = new Board();
  const told = new Set<string>();
  let started: Extract<Event, { kind: 'run_started' }> | undefined;

  const style = (): Style => ({
    columns: progress.isTTY ? Math.max(40, progress.columns - 1) : pipeColumns,
    unicode: progress.unicode,
    color: progress.color,
  });
  let known: Layout | undefined;
  const layout = (): Layout => {
    const limit = progress.isTTY ? style().columns : undefined;
    if (known?.limit !== limit || !known) known = layoutOf(board.entries, limit);
    return known;
  };
  const lines: Lines = live
    ? liveLines(progress, every, (frame) =>
        drawRunning(board, frame, clock.now(), layout(), maxRunning, penOf(style())),
      )
    : plainLines(progress);
  const note = (texts: readonly string[]): void => {
    if (!quiet) lines.print(texts);
  };
  const tell = (entries: readonly Entry[], pen: Pen): void => {
    if (!quiet) note(entries.flatMap((entry) => finishedLines(entry, board, layout(), pen)));
  };

  function report(event: Event): void {
    const pen = penOf(style());
    const complete = board.apply(event);
    switch (event.kind) {
      case 'run_started':
        started = event;
        return;
      case 'planned':
        known = undefined;
        note([...planLines(started, event, pen), '']);
        return;
      case 'step_started':
      case 'step_progressed':
      case 'batch_started':
      case 'batch_finished':
        return;
      case 'step_finished':
      case 'published':
      case 'withheld':
        tell(complete, pen);
        return;
      case 'diagnosed':
        told.add(diagnosticKey(event.diagnostic));
        if (!quiet || event.diagnostic.severity === 'error')
          lines.print([...printDiagnostic(event.diagnostic, style()).split('\n'), '']);
        return;
      case 'said':
        if (event.level === 'debug') return;
        if (event.print) lines.aside(answer, `${event.text}\n`);
        else if (event.level === 'warn')
          note(`${pen.yellow('warning')} ${visibleText(event.text)}`.split('\n'));
        else note(visibleText(event.text).split('\n'));
        return;
      case 'interrupted':
        note([pen.yellow('interrupted, stopping')]);
        return;
      case 'run_finished': {
        tell(complete, pen);
        if (board.entries.length > 0) note(['']);
        for (const block of failureBlocks(board, style(), told)) lines.print([...block.split('\n'), '']);
        note(summaryLines(event, started?.command ?? '', board, pen));
        lines.close();
        return;
      }
      default:
        unreachable(event);
    }
  }

  return { report, close: () => lines.close() };
}

function drawRunning(
  board: Board,
  frame: number,
  now: number,
  layout: Layout,
  most: number,
  pen: Pen,
): string[] {
  const running = board.running;
  const shown = running.length > most ? most - 1 : most;
  const lines = running.slice(0, shown).map((entry) => runningLine(entry, frame, now, layout, pen));
  if (running.length > shown) lines.push(pen.dim(`    and ${running.length - shown} more running`));
  return lines;
}
