import type { Location, Position } from './diagnostic.ts';

/** A file's text that turns offsets into positions and locations; the line index is made on first use. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lineStarts: number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  position(offset: number): Position {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }

  /** The offset of a position; past the end of the line or file it is clamped. */
  offset(position: Position): number {
    const starts = this.#starts();
    const line = Math.min(Math.max(position.line, 1), starts.length);
    const end = starts[line] ?? this.text.length + 1;
    return Math.min(starts[line - 1]! + position.column - 1, end - 1);
  }

  line(number: number): string {
    const starts = this.#starts();
    const start = starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, starts[number] ?? this.text.length).replace(/\r?\n$/, '');
  }

  /** The location of `[start, end)`, with its line and the one before it as the excerpt. */
  location(start: number, end: number = start): Location {
    const from = this.position(start);
    const firstLine = Math.max(1, from.line - 1);
    const lines: string[] = [];
    for (let number = firstLine; number <= from.line; number++) lines.push(this.line(number));
    return {
      file: this.file,
      range: { start: from, end: this.position(Math.max(end, start)) },
      excerpt: { firstLine, lines },
    };
  }

  #starts(): number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      for (let i = this.text.indexOf('\n'); i !== -1; i = this.text.indexOf('\n', i + 1)) starts.push(i + 1);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }
}
