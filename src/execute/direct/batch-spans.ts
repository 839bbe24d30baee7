/** The sizes of batches. */
export const batchSizes = ['hour', 'day', 'month', 'year'] as const;
export type BatchSize = (typeof batchSizes)[number];

/** A batch: from a moment up to another, in milliseconds since 1970. */
export type Span = readonly [start: number, end: number];

const parts = (at: number) => {
  const date = new Date(at);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours()] as const;
};

const utc = (year: number, month = 0, day = 1, hour = 0): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour);
  return date.getTime();
};

/** The start of the batch that a moment is in. */
export function truncated(at: number, size: BatchSize): number {
  const [year, month, day, hour] = parts(at);
  switch (size) {
    case 'hour':
      return utc(year, month, day, hour);
    case 'day':
      return utc(year, month, day);
    case 'month':
      return utc(year, month);
    default:
      return utc(year);
  }
}

/** The start of the batch so many before or after that of a moment. */
export function offset(at: number, size: BatchSize, count: number): number {
  const [year, month, day, hour] = parts(truncated(at, size));
  switch (size) {
    case 'hour':
      return utc(year, month, day, hour + count);
    case 'day':
      return utc(year, month, day + count);
    case 'month':
      return utc(year, month + count);
    default:
      return utc(year + count);
  }
}

/** The moment itself where a batch begins, otherwise where the next one does. */
const ceiling = (at: number, size: BatchSize): number =>
  truncated(at, size) === at ? at : offset(at, size, 1);

export interface SpanRequest {
  readonly size: BatchSize;
  /** Where the first batch of all begins. */
  readonly begin: number | undefined;
  readonly lookback: number;
  /** Whether there are batches already. */
  readonly isIncremental: boolean;
  /** `--event-time-start` and `--event-time-end`, or the sample. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly now: number;
}

/** The batches that a run builds; undefined if nothing says where they begin. */
export function batchSpans(request: SpanRequest): readonly Span[] | undefined {
  const { size, begin, lookback, isIncremental, from, to, now } = request;
  const end = ceiling(to ?? now, size);
  let start: number;
  if (from !== undefined) start = truncated(from, size);
  else if (isIncremental)
    start = offset(end, size, -(truncated(end, size) === end ? lookback + 1 : lookback));
  else if (begin === undefined) return undefined;
  else start = truncated(begin, size);
  const spans: Span[] = [];
  for (let at = start; ; ) {
    const next = offset(at, size, 1);
    if (next >= end) return [...spans, [at, end]];
    spans.push([at, next]);
    at = next;
  }
}

/** How a batch is called: `2024-09`, `2024-09-17T16`. */
export function batchName(start: number, size: BatchSize): string {
  const iso = new Date(start).toISOString();
  return iso.slice(0, { hour: 13, day: 10, month: 7, year: 4 }[size]);
}

/** A moment as Python prints it. */
export const printedMoment = (at: number): string => {
  const iso = new Date(at).toISOString();
  const fraction = iso.slice(20, 23);
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction === '000' ? '' : `.${fraction}000`}+00:00`;
};

/** A date or moment as it is written in a config or on the command line, in UTC unless it says otherwise. */
export function parsedMoment(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const at = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}${match[3] ?? 'Z'}`);
  return Number.isNaN(at) ? undefined : at;
}
