import { overflowError, valueError } from '../errors.ts';

/** Year, month (1–12) and day. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const msOfDay = 86_400_000;

/** Days since 1 January 1970 in the proleptic Gregorian calendar. */
export function daysOf({ year, month, day }: Civil): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / msOfDay);
}

export function civilOf(days: number): Civil {
  const date = new Date(days * msOfDay);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw overflowError('date value out of range');
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** A ValueError unless there is such a day. */
export function checkCivil(civil: Civil): Civil {
  const { year, month, day } = civil;
  if (!(year >= 1 && year <= 9999)) throw valueError(`year ${year} is out of range`);
  if (!(month >= 1 && month <= 12)) throw valueError('month must be in 1..12');
  if (!(day >= 1 && day <= daysInMonth(year, month))) throw valueError('day is out of range for month');
  return civil;
}

export const daysInMonth = (year: number, month: number): number =>
  daysOf(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }) -
  daysOf({ year, month, day: 1 });

/** Monday is 0. */
export const weekday = (days: number): number => (((days + 3) % 7) + 7) % 7;

export const dayOfYear = (civil: Civil): number =>
  daysOf(civil) - daysOf({ year: civil.year, month: 1, day: 1 }) + 1;

/** ISO 8601 year and week: the week belongs to the year that its Thursday is in. */
export function isoWeek(days: number): { year: number; week: number; weekday: number } {
  const thursday = new Date((days - weekday(days) + 3) * msOfDay);
  const year = thursday.getUTCFullYear();
  const first = daysOf({ year, month: 1, day: 1 });
  return {
    year,
    week: Math.floor((Math.round(thursday.getTime() / msOfDay) - first) / 7) + 1,
    weekday: weekday(days) + 1,
  };
}

export const two = (value: number): string => String(value).padStart(2, '0');
export const four = (value: number): string => String(value).padStart(4, '0');

export const isoDate = ({ year, month, day }: Civil): string => `${four(year)}-${two(month)}-${two(day)}`;
