import { valueError } from '../errors.ts';
import { two } from './calendar.ts';

/** A time of day. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

export const midnight: ClockTime = { hour: 0, minute: 0, second: 0, microsecond: 0 };

export const secondsOf = ({ hour, minute, second }: ClockTime): number => hour * 3600 + minute * 60 + second;

export const clockTimeOf = (seconds: number, microsecond: number): ClockTime => ({
  hour: Math.floor(seconds / 3600),
  minute: Math.floor(seconds / 60) % 60,
  second: seconds % 60,
  microsecond,
});

/** A ValueError unless there is such a time. */
export function checkClockTime(time: ClockTime): ClockTime {
  if (!(time.hour >= 0 && time.hour <= 23)) throw valueError('hour must be in 0..23');
  if (!(time.minute >= 0 && time.minute <= 59)) throw valueError('minute must be in 0..59');
  if (!(time.second >= 0 && time.second <= 59)) throw valueError('second must be in 0..59');
  if (!(time.microsecond >= 0 && time.microsecond <= 999_999))
    throw valueError('microsecond must be in 0..999999');
  return time;
}

export function isoTime(time: ClockTime): string {
  const fraction = time.microsecond === 0 ? '' : `.${String(time.microsecond).padStart(6, '0')}`;
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${fraction}`;
}

/** `+02:00`, from seconds east of UTC. */
export function isoOffset(offset: number, colon = ':'): string {
  const magnitude = Math.abs(offset);
  const seconds = magnitude % 60 === 0 ? '' : colon + two(magnitude % 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(magnitude / 3600))}${colon}${two(Math.floor(magnitude / 60) % 60)}${seconds}`;
}
