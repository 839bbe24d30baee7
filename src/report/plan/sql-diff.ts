import { structuredPatch } from 'diff';
import { meaningOf } from '../../fingerprint/index.ts';
import { cutEnd } from '../format/width.ts';
import type { Pen } from '../pen.ts';

/** How many lines of a diff are shown. */
const most = 20;

/**
 * The lines of SQL that went and came, with the lines around them; relations by their names. Comments, and what is only
 * written otherwise, are left out: they have rebuilt nothing.
 */
export function sqlDiff(before: string, now: string, nameOf: (node: string) => string, pen: Pen): string[] {
  const lines = hunksOf(shown(before, nameOf), shown(now, nameOf), pen);
  const painted = lines.slice(0, most).map((line) => {
    const cut = cutEnd(line, Math.max(40, pen.columns - 16), pen.cut);
    if (line.startsWith('-')) return pen.red(cut);
    return line.startsWith('+') ? pen.green(cut) : pen.dim(cut);
  });
  return lines.length > most
    ? [...painted, pen.dim(`${pen.cut} ${lines.length - most} more lines`)]
    : painted;
}

function hunksOf(before: string, now: string, pen: Pen): string[] {
  const patched = (options: { comparator?: (one: string, other: string) => boolean }) =>
    structuredPatch('', '', before, now, '', '', { context: 1, ...options }).hunks;
  const byMeaning = patched({ comparator: (one, other) => meaningOf(one) === meaningOf(other) });
  // Texts over several lines have another meaning as a whole than line by line.
  const hunks = byMeaning.length > 0 ? byMeaning : patched({});
  return hunks.flatMap((hunk, index) => [...(index === 0 ? [] : [pen.cut]), ...hunk.lines]);
}

function shown(sql: string, nameOf: (node: string) => string): string {
  const lines = sql
    .replace(/"⟨(.*?)⟩"/g, (_, node: string) => nameOf(node))
    .split('\n')
    .filter((line) => !/^\s*(--.*)?$/.test(line));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
