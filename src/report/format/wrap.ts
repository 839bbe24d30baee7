import { width } from './width.ts';

/** Breaks a line between words; a dot that separated two parts is not needed where the line breaks. */
export function wrap(text: string, columns: number, dot: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && width(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((one) => trimDots(one, dot)).filter((one) => one !== '');
}

function trimDots(line: string, dot: string): string {
  const start = line.startsWith(`${dot} `) ? dot.length + 1 : 0;
  const end = line.endsWith(` ${dot}`) ? line.length - dot.length - 1 : line.length;
  return line.slice(start, end);
}
