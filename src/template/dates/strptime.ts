import { valueError } from '../errors.ts';
import { quoted } from '../values/repr.ts';
import { checkCivil, civilOf, daysOf } from './calendar.ts';
import { checkClockTime } from './clock-time.ts';
import { type Moment, months, weekdays } from './strftime.ts';

const names = (all: readonly string[], length?: number): string =>
  all.map((name) => name.slice(0, length)).join('|');

const patterns = new Map([
  ['Y', String.raw`\d{4}`],
  ['y', String.raw`\d{2}`],
  ['m', '1[0-2]|0[1-9]|[1-9]'],
  ['d', String.raw`3[01]|[12]\d|0[1-9]|[1-9]| [1-9]`],
  ['H', String.raw`2[0-3]|[01]\d|\d`],
  ['I', '1[0-2]|0[1-9]|[1-9]'],
  ['M', String.raw`[0-5]\d|\d`],
  ['S', String.raw`6[01]|[0-5]\d|\d`],
  ['f', String.raw`\d{1,6}`],
  ['j', String.raw`36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]`],
  ['p', 'am|pm'],
  ['z', String.raw`[+-]\d\d:?[0-5]\d(?::?[0-5]\d)?|Z`],
  ['Z', 'utc|gmt'],
  ['a', names(weekdays, 3)],
  ['A', names(weekdays)],
  ['b', names(months, 3)],
  ['B', names(months)],
]);

const shorthands = new Map([
  ['D', '%m/%d/%y'],
  ['x', '%m/%d/%y'],
  ['T', '%H:%M:%S'],
  ['X', '%H:%M:%S'],
  ['c', '%a %b %d %H:%M:%S %Y'],
  ['F', '%Y-%m-%d'],
  ['R', '%H:%M'],
]);

/** Python's `datetime.strptime`. */
export function strptime(text: string, format: string): Moment {
  const full = format.replace(/%([DxTXcFR])/g, (_all, key) => shorthands.get(key) ?? '');
  const keys: string[] = [];
  const pattern = full.replace(/%(.)|\s+|[\\^$.*+?()[\]{}|]/gsu, (all, key) => {
    if (key === '%') return '%';
    if (key === undefined) return /\s/.test(all) ? String.raw`\s+` : `\\${all}`;
    const part = patterns.get(key);
    if (part === undefined) throw valueError(`'${key}' is a bad directive in format ${quoted(format)}`);
    keys.push(key);
    return `(${part})`;
  });
  const match = new RegExp(`^${pattern}`, 'iu').exec(text);
  if (match === null) throw valueError(`time data ${quoted(text)} does not match format ${quoted(format)}`);
  if (match[0].length < text.length)
    throw valueError(`unconverted data remains: ${text.slice(match[0].length)}`);
  return moment(new Map(keys.map((key, index) => [key, match[index + 1] ?? ''])));
}

function moment(found: ReadonlyMap<string, string>): Moment {
  const number = (key: string, fallback: number): number => Number(found.get(key) ?? fallback);
  const named = (key: string, all: readonly string[]): number =>
    all.findIndex((name) => name.toLowerCase().startsWith((found.get(key) ?? ' ').toLowerCase())) + 1;
  const short = number('y', 0);
  const year = found.has('y') ? short + (short < 69 ? 2000 : 1900) : number('Y', 1900);
  const month = named('B', months) || named('b', months) || number('m', 1);
  const date = found.has('j')
    ? civilOf(daysOf({ year, month: 1, day: 1 }) + number('j', 1) - 1)
    : checkCivil({ year, month, day: number('d', 1) });
  const afternoon = found.get('p')?.toLowerCase() === 'pm';
  const hour = found.has('I') ? (number('I', 0) % 12) + (afternoon ? 12 : 0) : number('H', 0);
  const microsecond = Number((found.get('f') ?? '0').padEnd(6, '0'));
  const time = checkClockTime({ hour, minute: number('M', 0), second: number('S', 0), microsecond });
  const zone = found.get('z');
  return { date, time, offset: zone === undefined ? undefined : offsetOf(zone) };
}

/** Seconds east of UTC of `+02:00`, `-0330` or `Z`. */
export function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (text.slice(1).match(/\d\d/g) ?? []).map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}
