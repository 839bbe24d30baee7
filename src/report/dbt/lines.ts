/** `1 of 3 OK created sql view model main.a ...... [OK in 0.10s]`. */
export interface ResultLine {
  readonly index?: number;
  readonly total?: number;
  readonly message: string;
  readonly status: string;
  /** Milliseconds. */
  readonly took?: number;
  /** Columns of what stands before the status. */
  readonly width: number;
  /** Cuts what is longer. */
  readonly cut?: boolean;
}

export function resultLine({ index, total, message, status, took, width, cut }: ResultLine): string {
  const progress = index === undefined || total === undefined ? '' : `${index} of ${total} `;
  const filled = `${progress}${message} `.padEnd(width, '.');
  const shown = cut === true && filled.length > width - 3 ? `${filled.slice(0, width - 3)}...` : filled;
  return `${shown} [${status}${took === undefined ? '' : ` in ${(took / 1000).toFixed(2)}s`}]`;
}

/** One is called otherwise than many. */
const singulars: Readonly<Record<string, string>> = { 'data test': 'test' };
const plurals: Readonly<Record<string, string>> = {
  analysis: 'analyses',
  saved_query: 'saved queries',
  'saved query': 'saved queries',
};

/** `1 model`, `2 unit tests`, `3 analyses`. */
export function amountOf(amount: number, what: string): string {
  const name = amount === 1 ? (singulars[what] ?? what) : (plurals[what] ?? `${what}s`);
  return `${amount} ${name.replaceAll('_', ' ')}`;
}

/** ` in 0 hours 1 minutes and 2.50 seconds`. */
export function timeInWords(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds % 60).toFixed(2);
  return ` in ${Math.floor(minutes / 60)} hours ${minutes % 60} minutes and ${rest} seconds`;
}

/** A worker as dbt calls it. */
export const threadName = ({ thread }: { readonly thread: number }): string =>
  thread === 0 ? 'MainThread' : `Thread-${thread} (worker)`;
