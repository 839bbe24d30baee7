import { valueError } from '../errors.ts';
import { spend } from '../run.ts';

/** Words with their hyphens kept together or split after them, dashes, and the white space between. */
const hyphenated = /(\s+|[^\s\w]*\w+[^0-9\W]-(?=\w+[^0-9\W])|(?<=[\w!"'&.,?])-{2,}(?=\w))/;
const spaced = /(\s+)/;
/** A longer word is not looked into for hyphens: the pattern tries every start of it. */
const longest = 5000;

/** One paragraph as Python's `textwrap.wrap` without tab expansion breaks it. */
export function wrapLine(line: string, width: number, breakLong: boolean, hyphens: boolean): string[] {
  if (width <= 0) throw valueError(`invalid width ${width} (must be > 0)`);
  spend(line.length >> 2);
  const chunks = line
    .split(spaced)
    .flatMap((word) =>
      hyphens && word.length < longest && word.includes('-') ? word.split(hyphenated) : [word],
    )
    .filter((chunk) => chunk !== undefined && chunk !== '');
  const lines: string[] = [];
  chunks.reverse();
  while (chunks.length > 0) {
    const current: string[] = [];
    let length = 0;
    if (isBlank(chunks.at(-1)!) && lines.length > 0) chunks.pop();
    while (chunks.length > 0 && length + chunks.at(-1)!.length <= width) {
      const chunk = chunks.pop()!;
      current.push(chunk);
      length += chunk.length;
    }
    const next = chunks.at(-1);
    if (next !== undefined && next.length > width)
      breakChunk(chunks, current, width - length, breakLong, hyphens);
    if (current.length > 0 && isBlank(current.at(-1)!)) current.pop();
    if (current.length > 0) lines.push(current.join(''));
  }
  return lines;
}

/** A chunk longer than a line fills up the current one, or stands on one of its own. */
function breakChunk(
  chunks: string[],
  current: string[],
  room: number,
  breakLong: boolean,
  hyphens: boolean,
): void {
  const chunk = chunks.at(-1)!;
  if (!breakLong) {
    if (current.length === 0) current.push(chunks.pop()!);
    return;
  }
  let end = Math.max(1, room);
  if (hyphens && chunk.length > end) {
    const hyphen = chunk.lastIndexOf('-', end - 1);
    if (hyphen > 0 && /[^-]/.test(chunk.slice(0, hyphen))) end = hyphen + 1;
  }
  current.push(chunk.slice(0, end));
  chunks[chunks.length - 1] = chunk.slice(end);
}

const isBlank = (chunk: string): boolean => chunk.trim() === '';
