/**
 * A case is one file: a comment that says what is wrong, then sections in the order in which they happen. A section
 * begins with a line `--- kind: argument` and holds the lines up to the next one.
 */
export interface Section {
  readonly kind: string;
  readonly argument: string;
  readonly body: string;
}

export interface CaseFile {
  readonly comment: string;
  readonly sections: readonly Section[];
}

/** Written by the play, not by hand. */
export const recorded: ReadonlySet<string> = new Set(['exit', 'output', 'afterwards']);

const head = /^--- ([a-z]+)(?:: ?(.*))?$/;

export function parseCase(text: string): CaseFile {
  const sections: { kind: string; argument: string; lines: string[] }[] = [];
  const comment: string[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const match = head.exec(line);
    if (match !== null) sections.push({ kind: match[1]!, argument: match[2] ?? '', lines: [] });
    else (sections.at(-1)?.lines ?? comment).push(line);
  }
  return {
    comment: comment.join('\n').trim(),
    sections: sections.map(({ kind, argument, lines }) => ({ kind, argument, body: bodyOf(lines) })),
  };
}

/** Without the blank lines that only set a section apart from the next. */
function bodyOf(lines: readonly string[]): string {
  const last = lines.findLastIndex((line) => line !== '');
  return lines
    .slice(0, last + 1)
    .map((line) => `${line}\n`)
    .join('');
}

export const printCase = ({ comment, sections }: CaseFile): string =>
  [`${comment}\n`, ...sections.map(printSection)].join('\n');

const printSection = ({ kind, argument, body }: Section): string =>
  `--- ${kind}${argument === '' ? (kind === 'output' || kind === 'afterwards' ? ':' : '') : `: ${argument}`}\n${body}`;

/** Text with \n \r \t \\ and \xNN for any byte. Line breaks of the case itself do not count. */
export function bytesOf(text: string): Buffer {
  const parts: Buffer[] = [];
  for (const [whole, hex, letter] of text
    .replaceAll('\n', '')
    .matchAll(/\\x([0-9a-f]{2})|\\([nrt\\])|[^\\]+/gi)) {
    if (hex !== undefined) parts.push(Buffer.from([Number.parseInt(hex, 16)]));
    else
      parts.push(Buffer.from(letter === undefined ? whole : ({ n: '\n', r: '\r', t: '\t' }[letter] ?? '\\')));
  }
  return Buffer.concat(parts);
}

/** A command line as a shell splits it: words, quotes of both kinds. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
