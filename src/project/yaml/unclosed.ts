/** A quote or bracket that opens a value and is never closed. */
export interface Unclosed {
  readonly start: number;
  readonly mark: '"' | "'" | '[' | '{';
}

/**
 * The quote or bracket that a broken YAML text most likely forgot to close. Only asked once reading has failed: it knows
 * nothing of block texts, and takes a quote as unclosed when the text goes on at the indentation of its own line or less.
 */
export function findUnclosed(text: string): Unclosed | undefined {
  const open: Unclosed[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const previous = text[at - 1] ?? '\n';
    if (character === '#' && /\s/.test(previous)) at = lineEnd(text, at);
    else if ((character === '"' || character === "'") && /[\s[{,]/.test(previous)) {
      const close = closingQuote(text, at, character);
      if (close === undefined || leavesItsBlock(text, at, close)) return { start: at, mark: character };
      at = close;
    } else if (character === '[' || character === '{') {
      if (open.length > 0 || /(?:^|\n|[:-][ \t]+)[ \t]*$/.test(text.slice(Math.max(0, at - 80), at)))
        open.push({ start: at, mark: character });
    } else if (character === ']' || character === '}') open.pop();
  }
  return open.at(-1);
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === quote) at++;
      else return at;
    }
  }
  return undefined;
}

function leavesItsBlock(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const indentation = /^ */.exec(text.slice(lineStart))![0].length;
  return text
    .slice(lineEnd(text, start), end)
    .split('\n')
    .slice(1)
    .some((line) => line.trim() !== '' && /^ */.exec(line)![0].length <= indentation);
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}
