import type { Event } from '../../base/index.ts';
import { count, counted, duration } from '../format/amounts.ts';
import { width } from '../format/width.ts';
import { wrap } from '../format/wrap.ts';
import type { Pen } from '../pen.ts';
import { isTest } from '../phrases.ts';
import type { Board } from './board.ts';
import { verdictOf } from './verdict.ts';

/** The one closing line: what there was of each kind, how long it took, the exit code if not 0. Narrow: two lines. */
export function summaryLines(
  finished: Extract<Event, { kind: 'run_finished' }>,
  command: string,
  board: Board,
  pen: Pen,
): string[] {
  const parts = [
    ...(board.interrupted ? [pen.yellow('interrupted')] : []),
    ...nodeParts(command, board, pen),
  ];
  const tests = testPart(board);
  if (tests) parts.push(tests);
  if (parts.length === 0) parts.push(finished.exitCode === 0 ? 'nothing to do' : 'nothing was run');
  parts.push(duration(finished.elapsedMs));
  const lines = wrap(parts.join(` ${pen.dot} `), pen.columns, pen.dot);
  if (finished.exitCode === 0) return lines;
  const exit = `exit ${finished.exitCode}`;
  const last = lines.pop() ?? '';
  const gap = pen.columns - width(last) - exit.length;
  if (gap >= 3) return [...lines, last + ' '.repeat(gap) + pen.dim(exit)];
  return [...lines, last, pen.dim(exit.padStart(pen.columns))];
}

/** What a command does to nodes, where that is not to build them. */
const doneBy: ReadonlyMap<string, string> = new Map([
  ['seed', 'loaded'],
  ['snapshot', 'taken'],
  ['clone', 'cloned'],
]);

function nodeParts(command: string, board: Board, pen: Pen): string[] {
  const amounts = { failed: 0, built: 0, unchanged: board.reused.nodes, withheld: 0, skipped: 0, notRun: 0 };
  for (const entry of board.entries) {
    const verdict = verdictOf(entry);
    const isNode = !isTest(entry.label) && entry.label.resource !== 'operation';
    if (verdict === 'failed') amounts.failed++;
    else if (!isNode) continue;
    else if (verdict === 'withheld') amounts.withheld++;
    else if (entry.outcome?.reusedSince !== undefined) amounts.unchanged++;
    else if (verdict !== 'skipped') amounts.built++;
    else if (entry.because.length > 0 || !board.interrupted) amounts.skipped++;
    else amounts.notRun++;
  }
  const done = doneBy.get(command) ?? 'built';
  const parts: string[] = [];
  if (amounts.failed > 0) parts.push(pen.bold(pen.red(`${count(amounts.failed)} failed`)));
  if (amounts.built > 0) parts.push(`${count(amounts.built)} ${done}`);
  if (amounts.unchanged > 0) parts.push(`${count(amounts.unchanged)} unchanged`);
  if (amounts.withheld > 0) parts.push(`${count(amounts.withheld)} not published`);
  if (amounts.skipped > 0) parts.push(`${count(amounts.skipped)} skipped`);
  if (amounts.notRun > 0) parts.push(`${count(amounts.notRun)} not run`);
  return parts;
}

function testPart(board: Board): string {
  let total = board.reused.tests;
  let passed = board.reused.tests;
  let reused = board.reused.tests;
  let warned = 0;
  let skipped = 0;
  for (const outcome of board.outcomes.values()) {
    if (!isTest(board.labelOf(outcome.node))) continue;
    total++;
    if (outcome.reusedSince !== undefined) reused++;
    if (outcome.status === 'pass') passed++;
    else if (outcome.status === 'warn') warned++;
    else if (outcome.status === 'skipped') skipped++;
  }
  if (total === 0) return '';
  const whole = passed === total ? counted(total, 'test') : `${count(passed)} of ${counted(total, 'test')}`;
  return (
    `${whole} passed` +
    (reused > 0 ? (reused === passed ? ' before' : `, ${count(reused)} of them before`) : '') +
    (warned > 0 ? `, ${count(warned)} warned` : '') +
    (skipped > 0 ? `, ${count(skipped)} skipped` : '')
  );
}
