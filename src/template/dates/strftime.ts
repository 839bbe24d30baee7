import { reserve } from '../run.ts';
import { type Civil, dayOfYear, daysOf, four, isoWeek, two, weekday } from './calendar.ts';
import { type ClockTime, isoOffset, isoTime } from './clock-time.ts';

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What `strftime` prints of a moment; `offset` in seconds and `zone` are absent without a time zone. */
export interface Moment {
  readonly date: Civil;
  readonly time: ClockTime;
  readonly offset?: number | undefined;
  readonly zone?: string | undefined;
}

/** Python's `strftime` in the C locale, as glibc does it. */
export function strftime(moment: Moment, format: string): string {
  const text = format.replace(/%(-?)(:z|.)/gsu, (all, bare, directive) => {
    const result = field(moment, directive);
    if (result === undefined) return all;
    return bare === '' ? result : result.replace(/^[0 ]+(?=\d)/, '');
  });
  reserve(text.length);
  return text;
}

function field(moment: Moment, directive: string): string | undefined {
  const { date, time } = moment;
  const days = daysOf(date);
  const day = weekday(days);
  const hour12 = time.hour % 12 === 0 ? 12 : time.hour % 12;
  switch (directive) {
    case 'a':
      return weekdays[day]!.slice(0, 3);
    case 'A':
      return weekdays[day]!;
    case 'b':
    case 'h':
      return months[date.month - 1]!.slice(0, 3);
    case 'B':
      return months[date.month - 1]!;
    case 'c':
      return strftime(moment, `%a %b ${String(date.day).padStart(2)} %H:%M:%S %Y`);
    case 'C':
      return two(Math.floor(date.year / 100));
    case 'd':
      return two(date.day);
    case 'D':
    case 'x':
      return strftime(moment, '%m/%d/%y');
    case 'e':
      return String(date.day).padStart(2);
    case 'f':
      return String(time.microsecond).padStart(6, '0');
    case 'F':
      return strftime(moment, '%Y-%m-%d');
    case 'g':
      return two(isoWeek(days).year % 100);
    case 'G':
      return four(isoWeek(days).year);
    case 'H':
      return two(time.hour);
    case 'I':
      return two(hour12);
    case 'j':
      return String(dayOfYear(date)).padStart(3, '0');
    case 'k':
      return String(time.hour).padStart(2);
    case 'l':
      return String(hour12).padStart(2);
    case 'm':
      return two(date.month);
    case 'M':
      return two(time.minute);
    case 'n':
      return '\n';
    case 'p':
      return time.hour < 12 ? 'AM' : 'PM';
    case 'r':
      return strftime(moment, '%I:%M:%S %p');
    case 'R':
      return strftime(moment, '%H:%M');
    case 's':
      return String(days * 86_400 + time.hour * 3600 + time.minute * 60 + time.second - (moment.offset ?? 0));
    case 'S':
      return two(time.second);
    case 't':
      return '\t';
    case 'T':
    case 'X':
      return isoTime({ ...time, microsecond: 0 });
    case 'u':
      return String(day + 1);
    case 'U':
      return two(Math.floor((dayOfYear(date) + 6 - ((day + 1) % 7)) / 7));
    case 'V':
      return two(isoWeek(days).week);
    case 'w':
      return String((day + 1) % 7);
    case 'W':
      return two(Math.floor((dayOfYear(date) + 6 - day) / 7));
    case 'y':
      return two(date.year % 100);
    case 'Y':
      return String(date.year);
    case 'z':
      return moment.offset === undefined ? '' : isoOffset(moment.offset, '');
    case 'Z':
      return moment.zone ?? '';
    case '%':
      return '%';
    default:
      return undefined;
  }
}
