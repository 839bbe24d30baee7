import colors from 'picocolors';
import type { Style } from './output.ts';

type Paint = (text: string) => string;

/** A style made ready to draw with: its symbols and its colours. */
export interface Pen {
  readonly columns: number;
  readonly passed: string;
  readonly failed: string;
  readonly warned: string;
  readonly skipped: string;
  readonly bar: string;
  readonly dot: string;
  readonly cut: string;
  readonly arrow: string;
  readonly spinner: readonly string[];
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

const unicode = {
  passed: '✓',
  failed: '✗',
  warned: '!',
  skipped: '○',
  bar: '│',
  dot: '·',
  cut: '…',
  arrow: '→',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

const ascii = {
  passed: '+',
  failed: 'x',
  warned: '!',
  skipped: 'o',
  bar: '|',
  dot: '-',
  cut: '~',
  arrow: '->',
  spinner: ['|', '/', '-', '\\'],
};

/** Made once: a pen is asked for with every event. */
const paints = { coloured: colors.createColors(true), plain: colors.createColors(false) };

export function penOf(style: Style): Pen {
  const { bold, dim, red, green, yellow, cyan } = style.color ? paints.coloured : paints.plain;
  const symbols = style.unicode ? unicode : ascii;
  return { columns: style.columns, ...symbols, bold, dim, red, green, yellow, cyan };
}
