import type { Diagnostic, NodeLabel, Outcome } from '../../base/index.ts';
import { placeOf, printDiagnostic } from '../diagnostic/print.ts';
import { visibleText } from '../format/visible.ts';
import { cutMiddle, padEnd, width } from '../format/width.ts';
import type { Style } from '../output.ts';
import { type Pen, penOf } from '../pen.ts';
import { failureCount, isTest, testTitle, verdictOfTest } from '../phrases.ts';
import { failingTable } from '../rows/failing.ts';
import type { Board } from './board.ts';

/** The same for diagnostics that say the same of the same place: those are told once. */
export const diagnosticKey = ({ code, message, location }: Diagnostic): string =>
  [code, message, location ? placeOf(location) : ''].join('\n');

/** Everything that went wrong, in full, each as a block of lines: warnings first, so that errors end up lowest. */
export function failureBlocks(board: Board, style: Style, toldBefore: ReadonlySet<string>): string[] {
  const told = new Set(toldBefore);
  const warnings: string[] = [];
  const errors: string[] = [];
  const pen = penOf(style);
  for (const outcome of board.outcomes.values()) {
    const label = board.labelOf(outcome.node);
    const isVerdict = isTest(label) && (outcome.status === 'fail' || outcome.status === 'warn');
    if (isVerdict) (outcome.status === 'warn' ? warnings : errors).push(testBlock(outcome, label, pen));
    for (const diagnostic of outcome.diagnostics) {
      const key = diagnosticKey(diagnostic);
      if ((isVerdict && diagnostic.code === 'A6001') || told.has(key)) continue;
      told.add(key);
      const printed = printDiagnostic(diagnostic, style);
      (diagnostic.severity === 'warning' ? warnings : errors).push(printed);
    }
  }
  return [...warnings, ...errors];
}

function testBlock(outcome: Outcome, label: NodeLabel, pen: Pen): string {
  const failed = outcome.status === 'fail';
  const verdict = verdictOfTest(outcome);
  const symbol = failed ? pen.red(pen.failed) : pen.yellow(pen.warned);
  const title = testTitle(label, pen.dot);
  const head = `${symbol} ${pen.bold(cutMiddle(title, pen.columns - 2, pen.cut))}`;
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
    if (label.resource === 'test')
      lines.push(...pointer('all of them', `assay show --failures ${label.label}`, pen));
  }
  if (outcome.compiledPath !== undefined) lines.push(...pointer('its SQL', outcome.compiledPath, pen));
  if (verdict?.hint !== undefined) lines.push(`  ${visibleText(verdict.hint)}`);
  return lines.join('\n');
}

/** Something to paste elsewhere, hence never cut; below its name where it has no room beside. */
function pointer(name: string, target: string, pen: Pen): string[] {
  const line = `  ${padEnd(name, 11)}   ${target}`;
  return width(line) <= pen.columns ? [line] : [`  ${name}`, `    ${target}`];
}
