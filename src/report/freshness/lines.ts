import type { FreshnessListener, FreshnessOutcome } from '../../execute/index.ts';
import { printDiagnostic } from '../diagnostic/print.ts';
import { counted, duration } from '../format/amounts.ts';
import type { Output } from '../output.ts';
import { type Pen, penOf } from '../pen.ts';

/** What a person sees of how fresh sources are: a line each, and the numbers at the end. */
export function freshnessLines(progress: Output, quiet: boolean): FreshnessListener & { end(): void } {
  const pen = penOf(progress);
  const outcomes: FreshnessOutcome[] = [];
  return {
    started: () => {},
    finished(outcome) {
      outcomes.push(outcome);
      if (!quiet || outcome.status === 'error' || outcome.status === 'runtime error')
        progress.write(`  ${lineOf(outcome, pen)}\n`);
    },
    end() {
      for (const { diagnostics } of outcomes)
        for (const diagnostic of diagnostics) progress.write(`\n${printDiagnostic(diagnostic, progress)}\n`);
      if (!quiet) progress.write(`\n${summaryOf(outcomes)}\n`);
    },
  };
}

function lineOf({ node, status, answer, elapsedMs }: FreshnessOutcome, pen: Pen): string {
  const name = `source:${node.sourceName}.${node.name}`;
  const age = answer === undefined ? '' : `newest row ${ageOf(answer.ageSeconds)}`;
  const words = { pass: '', warn: 'late', error: 'too late', 'runtime error': 'error' }[status];
  const symbol = {
    pass: pen.green(pen.passed),
    warn: pen.yellow(pen.warned),
    error: pen.red(pen.failed),
    'runtime error': pen.red(pen.failed),
  }[status];
  return [symbol, name, age, words, duration(elapsedMs)].filter((part) => part !== '').join('   ');
}

/** `3 minutes old`, `2 days old`. */
function ageOf(seconds: number): string {
  const years = seconds / (365.25 * 86_400);
  if (years > 1000) return 'not there: it is empty';
  if (seconds < 90) return `${counted(Math.round(seconds), 'second')} old`;
  if (seconds < 5400) return `${counted(Math.round(seconds / 60), 'minute')} old`;
  if (seconds < 129_600) return `${counted(Math.round(seconds / 3600), 'hour')} old`;
  return `${counted(Math.round(seconds / 86_400), 'day')} old`;
}

function summaryOf(outcomes: readonly FreshnessOutcome[]): string {
  const amount = (status: FreshnessOutcome['status']) =>
    outcomes.filter((each) => each.status === status).length;
  const parts = [
    ...(amount('runtime error') > 0 ? [`${amount('runtime error')} could not be looked at`] : []),
    ...(amount('error') > 0 ? [`${amount('error')} too late`] : []),
    ...(amount('warn') > 0 ? [`${amount('warn')} late`] : []),
    `${amount('pass')} fresh`,
  ];
  return parts.join(' · ');
}
