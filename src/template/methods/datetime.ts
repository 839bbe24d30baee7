import { isoWeek, weekday } from '../dates/calendar.ts';
import { PyTime } from '../dates/clock-value.ts';
import { PyDate } from '../dates/date.ts';
import { PyDateTime } from '../dates/datetime.ts';
import { PyTimedelta } from '../dates/timedelta.ts';
import { PyTimezone } from '../dates/timezone.ts';
import { typeError } from '../errors.ts';
import { type Bound, type Builtin, builtin, intArgument, textArgument } from '../values/builtin.ts';
import { PyFloat } from '../values/float.ts';
import { PyTuple } from '../values/tuple.ts';
import type { Value } from '../values/value.ts';

const own = (self: Value): PyDateTime => self as PyDateTime;
const days = (self: Value): number => Math.floor(own(self).wall / 86_400);

function replaced(
  self: PyDateTime,
  [year, month, day, hour, minute, second, microsecond, zone]: Bound,
): PyDateTime {
  const { date, time } = self;
  return new PyDateTime(
    {
      year: intArgument(year, date.year),
      month: intArgument(month, date.month),
      day: intArgument(day, date.day),
    },
    {
      hour: intArgument(hour, time.hour),
      minute: intArgument(minute, time.minute),
      second: intArgument(second, time.second),
      microsecond: intArgument(microsecond, time.microsecond),
    },
    zone === undefined ? self.zone : zoneOf(zone),
  );
}

function zoneOf(value: Value): PyTimezone | undefined {
  if (value === null) return undefined;
  if (value instanceof PyTimezone) return value;
  throw typeError('tzinfo argument must be None or of a tzinfo subclass');
}

/** Python's methods of datetime. */
export const datetimeMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('isoformat', 'sep?', (self, [separator]) =>
    own(self).isoformat(separator === undefined ? 'T' : textArgument(separator, 'isoformat() argument 1')),
  ),
  builtin('strftime', 'format', (self, [format]) =>
    own(self).format(textArgument(format, 'strftime() argument 1')),
  ),
  builtin('date', '', (self) => new PyDate(own(self).date)),
  builtin('time', '', (self) => new PyTime(own(self).time)),
  builtin(
    'timestamp',
    '',
    (self) => new PyFloat(own(self).utcSeconds + own(self).time.microsecond / 1_000_000),
  ),
  builtin('weekday', '', (self) => weekday(days(self))),
  builtin('isoweekday', '', (self) => weekday(days(self)) + 1),
  builtin('toordinal', '', (self) => days(self) + 719_163),
  builtin('isocalendar', '', (self) => {
    const { year, week, weekday: day } = isoWeek(days(self));
    return new PyTuple([year, week, day]);
  }),
  builtin('replace', 'year? month? day? hour? minute? second? microsecond? tzinfo?', (self, args) =>
    replaced(own(self), args),
  ),
  builtin('astimezone', 'tz?', (self, [zone]) => {
    const target = zone === undefined ? PyTimezone.utc() : zoneOf(zone);
    const { utcSeconds, time } = own(self);
    return PyDateTime.ofWall(utcSeconds + (target?.offsetAt(utcSeconds) ?? 0), time.microsecond, target);
  }),
  builtin('utcoffset', '', (self) => {
    const { offset } = own(self);
    return offset === undefined ? null : new PyTimedelta(BigInt(offset) * 1_000_000n);
  }),
  builtin('tzname', '', (self) => own(self).abbreviation()),
]);
