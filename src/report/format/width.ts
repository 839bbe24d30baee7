import stringWidth from 'string-width';

let segmenter: Intl.Segmenter | undefined;
const plainAscii = /^[\x20-\x7e]*$/;

/** Columns that the text takes on a terminal. */
export const width = (text: string): number => (plainAscii.test(text) ? text.length : stringWidth(text));

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)));

export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - width(text))) + text;

/** The text from one terminal column up to another; a wide character that is cut in two leaves a space. */
export function slice(text: string, from: number, to: number): string {
  if (plainAscii.test(text)) return text.slice(from, Math.max(from, to));
  let column = 0;
  let kept = '';
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) {
    if (column >= to) break;
    const next = column + stringWidth(segment);
    if (column >= from && next <= to) kept += segment;
    else kept += ' '.repeat(Math.max(0, Math.min(next, to) - Math.max(column, from)));
    column = next;
  }
  return kept;
}

/** At most so many columns, the end given up: `a long sen…`. */
export function cutEnd(text: string, columns: number, mark: string): string {
  if (width(text) <= columns) return text;
  if (columns < 1) return '';
  return slice(text, 0, columns - 1).trimEnd() + mark;
}

/** At most so many columns, the middle given up, since names differ at their ends: `not_nul…_origin`. */
export function cutMiddle(text: string, columns: number, mark: string): string {
  const whole = width(text);
  if (whole <= columns) return text;
  if (columns < 1) return '';
  const tail = Math.floor((columns - 1) / 2);
  return slice(text, 0, columns - 1 - tail) + mark + slice(text, whole - tail, whole);
}
