import type { Statement } from './ast.ts';

const notSpace = /\S/;

/** Adds the literal text `[from, to)`, stripped as the tags around it ask; line ends become `\n` as in Jinja. */
export function addText(
  body: Statement[],
  source: string,
  from: number,
  to: number,
  stripLeft: boolean,
  stripRight: boolean,
): void {
  let start = from;
  let end = to;
  if (stripLeft) while (start < end && !notSpace.test(source[start]!)) start++;
  if (stripRight) while (end > start && !notSpace.test(source[end - 1]!)) end--;
  if (start >= end) return;
  const text = source.slice(start, end);
  if (!text.includes('\r')) body.push({ kind: 'text', text, start, end });
  else addLines(body, text, start);
}

/** One chunk a line, so that offsets of the output still map to the right place of the file. */
function addLines(body: Statement[], text: string, offset: number): void {
  for (const match of text.matchAll(/([^\r]*)(\r\n?|$)/g)) {
    const [all, line = '', ending = ''] = match;
    if (all === '') continue;
    const start = offset + match.index;
    body.push({ kind: 'text', text: ending === '' ? line : `${line}\n`, start, end: start + all.length });
  }
}
