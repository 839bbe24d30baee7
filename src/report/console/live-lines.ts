import { width } from '../format/width.ts';
import type { Every, Output } from '../output.ts';
import type { Lines } from './lines.ts';

const frameMs = 100;
const up = (lines: number): string => (lines > 0 ? `\u001b[${lines}A` : '');
const clearLine = '\u001b[K';
const clearBelow = '\u001b[J';

/**
 * A terminal: at most ten times a second, and in one write, what has been printed since scrolls up and the running
 * lines are drawn anew over the old ones. Each line clears only its own rest, and the frame what is below it (old
 * lines, a `^C`), so nothing flickers.
 */
export function liveLines(output: Output, every: Every, draw: (frame: number) => readonly string[]): Lines {
  let waiting: string[] = [];
  let drawn: readonly string[] = [];
  let frame = 0;
  let stop: (() => void) | undefined;

  /** A line that was drawn before the terminal became narrower takes several rows now. */
  const rowsOf = (lines: readonly string[]): number =>
    lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(width(line) / output.columns)), 0);

  function render(running: readonly string[]): void {
    if (waiting.length === 0 && running.length === 0 && drawn.length === 0) return;
    const rows = rowsOf(drawn);
    const lines = [...waiting, ...running];
    const text = lines.map((line) => `${line}${clearLine}\n`).join('');
    output.write((rows > 0 ? `\r${up(rows)}` : '') + text + clearBelow);
    waiting = [];
    drawn = running;
  }

  function start(): void {
    stop ??= every(frameMs, () => render(draw(frame++)));
  }

  return {
    print(lines) {
      waiting.push(...lines);
      start();
    },
    aside(other, text) {
      render([]);
      other.write(text);
    },
    close() {
      stop?.();
      stop = undefined;
      render([]);
    },
  };
}
