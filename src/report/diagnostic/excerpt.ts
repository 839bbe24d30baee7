import type { Excerpt, Range } from '../../base/index.ts';
import { visibleLine } from '../format/visible.ts';
import { slice, width } from '../format/width.ts';
import type { Pen } from '../pen.ts';

const numberColumns = 4;

/** The lines of the file with their numbers, and `^^^^` under what is meant. */
export function printExcerpt(excerpt: Excerpt, range: Range | undefined, pen: Pen): string[] {
  const lines = excerpt.lines.map((line) => line.replace(/\r$/, ''));
  const lastNumber = excerpt.firstLine + lines.length - 1;
  const gutter = Math.max(numberColumns, String(lastNumber).length);
  const marked = range && lines[range.start.line - excerpt.firstLine];
  const caret = range && marked !== undefined ? caretSpan(marked, range) : undefined;
  const view = window(lines, caret, Math.max(20, pen.columns - gutter - 3), pen);

  const printed: string[] = [];
  for (const [index, line] of lines.entries()) {
    const number = excerpt.firstLine + index;
    printed.push(`${pen.dim(`${String(number).padStart(gutter)} ${pen.bar}`)} ${view(line)}`.trimEnd());
    if (caret && number === range?.start.line) {
      const marks = ' '.repeat(caret.shown.from) + pen.red('^'.repeat(caret.shown.length));
      printed.push(`${pen.dim(`${' '.repeat(gutter)} ${pen.bar}`)} ${marks}`);
    }
  }
  return printed;
}

/** Terminal columns, from 0. `shown` is where they land in the window. */
interface Caret {
  readonly from: number;
  readonly to: number;
  shown: { from: number; length: number };
}

function caretSpan(line: string, range: Range): Caret {
  const start = range.start.column - 1;
  const end = range.end.line > range.start.line ? line.length : range.end.column - 1;
  const from = width(visibleLine(line.slice(0, start))) + Math.max(0, start - line.length);
  const to = Math.max(from + 1, width(visibleLine(line.slice(0, end))));
  return { from, to, shown: { from, length: to - from } };
}

/** Cuts every line to the same columns, chosen so that the caret is inside. */
function window(
  lines: readonly string[],
  caret: Caret | undefined,
  columns: number,
  pen: Pen,
): (line: string) => string {
  const longest = Math.max(0, caret?.to ?? 0, ...lines.map((line) => width(visibleLine(line))));
  if (longest <= columns) return visibleLine;
  let from = 0;
  if (caret && caret.to > columns - 1) {
    const lead = Math.max(1, Math.floor((columns - (caret.to - caret.from)) / 2));
    from = Math.max(0, Math.min(caret.from - lead, longest - columns));
  }
  const to = from + columns;
  if (caret) {
    caret.shown = { from: caret.from - from, length: Math.max(1, Math.min(caret.to, to) - caret.from) };
  }
  return (line) => {
    const text = visibleLine(line);
    const whole = width(text);
    const left = from > 0 && whole > 0 ? pen.dim(pen.cut) : from > 0 ? ' ' : '';
    const right = whole > to ? pen.dim(pen.cut) : '';
    return left + slice(text, from + (from > 0 ? 1 : 0), to - (right ? 1 : 0)) + right;
  };
}
