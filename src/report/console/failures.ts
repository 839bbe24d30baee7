import type { Diagnostic, NodeLabel, Outcome } from '../../base/index.ts';
import { placeOf, printDiagnostic } from '../diagnostic/print.ts';
import { visibleText } from '../format/visible.ts';
import { width } from '../format/width.ts';
import type { Style } from '../output.ts';
import { type Pen, penOf } from '../pen.ts';
import { failureCount, testTitle, verdictOfTest } from '../phrases.ts';
import { failingTable } from '../rows/failing.ts';
import type { Board } from './board.ts';

/** Everything that went wrong, in full, each as a block of lines: warnings first, so that errors end up lowest. */
export function failureBlocks(board: Board, style: Style, told: ReadonlySet<Diagnostic>): string[] {
  const warnings: string[] = [];
  const errors: string[] = [];
  const pen = penOf(style);
  for (const outcome of board.outcomes.values()) {
    const label = board.labelOf(outcome.node);
    const isVerdict = label.resource === 'test' && (outcome.status === 'fail' || outcome.status === 'warn');
    if (isVerdict)
      (outcome.status === 'warn' ? warnings : errors).push(testBlock(outcome, label, board, pen));
    for (const diagnostic of outcome.diagnostics) {
      if ((isVerdict && diagnostic.code === 'A6001') || told.has(diagnostic)) continue;
      const printed = printDiagnostic(diagnostic, style);
      (diagnostic.severity === 'warning' ? warnings : errors).push(printed);
    }
  }
  return [...warnings, ...errors];
}

function testBlock(outcome: Outcome, label: NodeLabel, board: Board, pen: Pen): string {
  const failed = outcome.status === 'fail';
  const verdict = verdictOfTest(outcome);
  const symbol = failed ? pen.red(pen.failed) : pen.yellow(pen.warned);
  const head = `${symbol} ${pen.bold(testTitle(label, (id) => board.labelOf(id), pen.dot))}`;
  const place = verdict?.location ? placeOf(verdict.location) : label.path;
  const lines: string[] = [];
  const room = pen.columns - width(head) - width(place);
  if (room >= 3) lines.push(head + ' '.repeat(room) + pen.cyan(place));
  else lines.push(head, `  ${pen.cyan(place)}`);

  const [expected = '', ...more] = visibleText(verdict?.message ?? '').split('\n');
  const facts = [expected, failureCount(outcome)].filter((text) => text !== '');
  lines.push(`  ${facts.join(` ${pen.dot} `)}`);
  for (const line of [...more, ...(verdict?.detail ?? [])]) lines.push(`  ${visibleText(line)}`);
  if (outcome.failing && outcome.failing.rows.length > 0) {
    lines.push(...failingTable(outcome.failing, pen, pen.columns - 5).map((line) => `     ${line}`));
    lines.push(`  all of them   assay show --failures ${label.label}`);
  }
  if (outcome.compiledPath !== undefined) lines.push(`  its SQL       ${outcome.compiledPath}`);
  if (verdict?.hint !== undefined) lines.push(`  ${visibleText(verdict.hint)}`);
  return lines.join('\n');
}
