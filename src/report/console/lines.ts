import type { Output } from '../output.ts';

/** Where the console's lines go: lines that stay, and below them, on a terminal, lines that are redrawn. */
export interface Lines {
  /** Lines that stay. */
  print(lines: readonly string[]): void;
  /** Writes to another stream of, perhaps, the same terminal, without mixing the two. */
  aside(output: Output, text: string): void;
  /** The redrawn lines end; what was printed is out. */
  close(): void;
}

/** A pipe or a file: every line at once, nothing redrawn. */
export function plainLines(output: Output): Lines {
  return {
    print(lines) {
      if (lines.length > 0) output.write(`${lines.join('\n')}\n`);
    },
    aside(other, text) {
      other.write(text);
    },
    close() {},
  };
}
