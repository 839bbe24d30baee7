import { structuredPatch } from 'diff';
import type { Pen } from '../pen.ts';

/** How many lines of a diff are shown. */
const most = 30;

/** The lines of SQL that went and came, with the lines around them; relations by their names. */
export function sqlDiff(before: string, now: string, nameOf: (node: string) => string, pen: Pen): string[] {
  const shown = (sql: string) => `${sql.replace(/"⟨(.*?)⟩"/g, (_, node: string) => nameOf(node)).trim()}\n`;
  const { hunks } = structuredPatch('', '', shown(before), shown(now), '', '', { context: 1 });
  const lines = hunks.flatMap((hunk, index) => [...(index === 0 ? [] : [pen.dim(pen.cut)]), ...hunk.lines]);
  const painted = lines.slice(0, most).map((line) => {
    if (line.startsWith('-')) return pen.red(line);
    return line.startsWith('+') ? pen.green(line) : line;
  });
  return lines.length > most ? [...painted, pen.dim(`${lines.length - most} more lines`)] : painted;
}
