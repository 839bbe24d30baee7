import { error, fail, ok, type Result, SourceText } from '../../base/index.ts';
import type { TimeFilter } from '../../compile/index.ts';
import { parsedMoment, printedMoment } from '../../execute/index.ts';
import { type Flags, isMapping, readYaml } from '../../project/index.ts';

type TimeFlags = Pick<Flags, 'sample' | 'eventTimeStart' | 'eventTimeEnd'>;

/** `--sample`: the time that is read of whatever has one; what is wrong with it, or with `--event-time-…`. */
export function sampleWindow(flags: TimeFlags, now: number): Result<TimeFilter | undefined> {
  const wrong = wrongEventTimes(flags);
  if (wrong !== undefined) return fail(error('A4001', wrong));
  const { sample } = flags;
  if (sample === undefined) return ok(undefined);
  const span = sample.trimStart().startsWith('{') ? givenSpan(sample) : relativeSpan(sample, now);
  if (span === undefined)
    return fail(
      error('A4001', `--sample cannot be '${sample}'`, {
        hint: "such as: --sample '3 days', or --sample '{start: 2024-01-01, end: 2024-02-01}'",
      }),
    );
  return ok({ start: printedMoment(span[0]), end: printedMoment(span[1]) });
}

function wrongEventTimes({ eventTimeStart, eventTimeEnd }: TimeFlags): string | undefined {
  if (eventTimeStart === undefined && eventTimeEnd === undefined) return undefined;
  if (eventTimeStart === undefined) return '--event-time-end needs --event-time-start';
  if (eventTimeEnd === undefined) return '--event-time-start needs --event-time-end';
  const [start, end] = [parsedMoment(eventTimeStart), parsedMoment(eventTimeEnd)];
  if (start === undefined) return `--event-time-start is no point in time: '${eventTimeStart}'`;
  if (end === undefined) return `--event-time-end is no point in time: '${eventTimeEnd}'`;
  return start < end ? undefined : '--event-time-start has to be before --event-time-end';
}

function givenSpan(text: string): readonly [number, number] | undefined {
  const read = readYaml(new SourceText('--sample', text));
  const value = read.ok ? read.value.value : undefined;
  if (!isMapping(value)) return undefined;
  const [start, end] = [parsedMoment(String(value.start)), parsedMoment(String(value.end))];
  return start === undefined || end === undefined ? undefined : [start, end];
}

/** `3 days`: so much before now. The day of a month that has not so many is its last. */
function relativeSpan(text: string, now: number): readonly [number, number] | undefined {
  const match = /^(-?\d+) (hour|day|month|year)s*$/i.exec(text);
  if (match === null) return undefined;
  const count = Number(match[1]);
  const unit = match[2]!.toLowerCase();
  if (unit === 'hour') return [now - count * 3_600_000, now];
  if (unit === 'day') return [now - count * 86_400_000, now];
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() - count);
  else date.setUTCFullYear(date.getUTCFullYear() - count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return [date.getTime(), now];
}
