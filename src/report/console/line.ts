import { stripVTControlCharacters } from 'node:util';
import { unreachable } from '../../base/index.ts';
import { count, counted, duration, elapsed } from '../format/amounts.ts';
import { visibleCell } from '../format/visible.ts';
import { cutEnd, cutMiddle, padEnd, padStart, width } from '../format/width.ts';
import type { Pen } from '../pen.ts';
import { type Board, type Entry, testsDone } from './board.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Columns of the list, found once from the plan so that every line of a run is aligned. */
export interface Layout {
  readonly kind: number;
  readonly name: number;
  /** Where lines are cut; undefined in a pipe, where they never are. */
  readonly limit: number | undefined;
}

const rowsColumns = 16;
const timeColumns = 6;
const shortNote = 8;
const gaps = 2 + 2 + 1 + 1 + 2 + 3;

export function layoutOf(entries: readonly Entry[], limit: number | undefined): Layout {
  const kind = Math.max(5, ...entries.map((entry) => width(entry.label.materialized)));
  const widest = Math.max(20, ...entries.map((entry) => width(entry.label.label)));
  const room = limit === undefined ? 60 : limit - kind - rowsColumns - timeColumns - shortNote - gaps;
  return { kind, name: Math.max(12, Math.min(widest, room)), limit };
}

/** The line of something that is done; two where the note has no room beside. */
export function finishedLines(entry: Entry, board: Board, layout: Layout, pen: Pen): string[] {
  const verdict = verdictOf(entry);
  const head = `  ${symbol(verdict, pen)} ${nameCells(entry, layout, pen)}`;
  const outcome = entry.outcome;
  if (!outcome || verdict === 'skipped') {
    return withNote(head, `  ${pen.dim(skippedNote(entry, board))}`, layout, pen);
  }
  const figures = `${padStart(rowsCell(entry), rowsColumns)}  ${padStart(duration(outcome.elapsedMs), timeColumns)}`;
  const note = finishedNote(entry, verdict, board, pen);
  return withNote(
    `${head} ${figures}`,
    note === '' ? '' : `   ${paintNote(note, verdict, pen)}`,
    layout,
    pen,
  );
}

/** The line of something that runs. */
export function runningLine(entry: Entry, frame: number, now: number, layout: Layout, pen: Pen): string {
  const spin = pen.cyan(pen.spinner[frame % pen.spinner.length]!);
  const time = padStart(elapsed(now - (entry.startedAt ?? now)), timeColumns);
  const { tests, percent } = entry;
  const testing = entry.testing ? `test ${count(testsDone(tests))} of ${count(tests.total)}` : '';
  const line = `  ${spin} ${nameCells(entry, layout, pen)} ${padStart(testing, rowsColumns)}  ${time}`;
  return percent === undefined ? line : `${line}   ${Math.floor(percent)} %`;
}

function nameCells(entry: Entry, layout: Layout, pen: Pen): string {
  const name = cutMiddle(
    visibleCell(entry.label.label),
    layout.limit === undefined ? 1000 : layout.name,
    pen.cut,
  );
  return `${padEnd(entry.label.materialized, layout.kind)}  ${padEnd(name, layout.name)}`;
}

function symbol(verdict: Verdict, pen: Pen): string {
  switch (verdict) {
    case 'passed':
      return pen.green(pen.passed);
    case 'warned':
      return pen.yellow(pen.warned);
    case 'failed':
      return pen.red(pen.failed);
    case 'withheld':
    case 'skipped':
      return pen.dim(pen.skipped);
    default:
      return unreachable(verdict);
  }
}

function rowsCell(entry: Entry): string {
  const outcome = entry.outcome;
  // Of a unit test it is only counted that it failed.
  if (!outcome || entry.label.resource === 'unit_test') return '';
  if (outcome.status === 'fail' || outcome.status === 'warn')
    return counted(outcome.failures ?? 0, 'failure');
  return outcome.rows === undefined ? '' : counted(outcome.rows, 'row');
}

function paintNote(note: string, verdict: Verdict, pen: Pen): string {
  if (verdict === 'failed') return pen.red(note);
  return verdict === 'warned' ? pen.yellow(note) : note;
}

function finishedNote(entry: Entry, verdict: Verdict, board: Board, pen: Pen): string {
  const { tests, fate } = entry;
  if (entry.outcome?.status === 'error') return 'error';
  if (entry.outcome?.reusedSince !== undefined && tests.failed + tests.errored === 0) return 'unchanged';
  const notes: string[] = [];
  const { batches } = entry.outcome ?? {};
  if (batches && batches.failed.length > 0)
    notes.push(
      `${count(batches.failed.length)} of ${counted(batches.failed.length + batches.successful.length, 'batch', 'batches')} failed`,
    );
  const of = (part: number, rest: string): string =>
    `${count(part)} of ${counted(tests.total, 'test')} ${rest}`;
  if (tests.failed > 0) notes.push(of(tests.failed, 'failed'));
  if (tests.errored > 0) notes.push(of(tests.errored, 'could not run'));
  if (tests.warned > 0) notes.push(of(tests.warned, 'warned'));
  if (notes.length === 0 && tests.skipped > 0) notes.push(of(tests.skipped, 'did not run'));
  if (notes.length === 0 && tests.total > 0) notes.push(counted(tests.total, 'test'));
  if (fate === 'kept' || fate === 'unpublished') {
    const because = verdict === 'withheld' ? causes(entry, board) : '';
    notes.push(`not published${because && `, ${because}`}`);
    if (fate === 'kept')
      notes[notes.length - 1] += because ? '; the version before stays' : ', the version before stays';
  }
  return notes.join(` ${pen.dot} `);
}

function skippedNote(entry: Entry, board: Board): string {
  const because = causes(entry, board);
  if (because) return `skipped: ${because}`;
  return board.interrupted ? 'not run: interrupted' : 'skipped';
}

/** `gold.daily_airport failed`, `gold.daily_airport and 2 more failed`. */
function causes(entry: Entry, board: Board): string {
  const names = entry.because.map((id) => {
    const label = board.labelOf(id);
    return label.attachedTo === undefined ? label.label : board.labelOf(label.attachedTo).label;
  });
  const others = [...new Set(names)].filter((name) => name !== entry.label.label);
  const [first] = others;
  if (first === undefined) return '';
  return others.length === 1 ? `${first} failed` : `${first} and ${others.length - 1} more failed`;
}

/** Puts the note beside, or below at the names' column where the line would be too long. */
function withNote(head: string, note: string, layout: Layout, pen: Pen): string[] {
  const { limit, kind } = layout;
  if (limit === undefined || width(head) + width(note) <= limit) return [(head + note).trimEnd()];
  const short = `${head.trimEnd()}  `;
  if (width(short) + width(note.trimStart()) <= limit) return [short + note.trimStart()];
  const indent = 6 + kind;
  const text = note.trimStart();
  // A cut note loses its colour, since cutting would cut the colour codes.
  const shown =
    width(text) <= limit - indent ? text : cutEnd(stripVTControlCharacters(text), limit - indent, pen.cut);
  return [head.trimEnd(), ' '.repeat(indent) + shown];
}
