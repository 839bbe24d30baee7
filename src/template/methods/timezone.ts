import { PyDateTime } from '../dates/datetime.ts';
import type { PyTimezone } from '../dates/timezone.ts';
import { typeError, valueError } from '../errors.ts';
import { type Builtin, builtin } from '../values/builtin.ts';
import type { Value } from '../values/value.ts';

const own = (self: Value): PyTimezone => self as PyTimezone;

function datetime(value: Value | undefined, method: string): PyDateTime {
  if (value instanceof PyDateTime) return value;
  throw typeError(`${method}() takes a datetime`);
}

/** What pytz adds to Python's time zones. */
export const timezoneMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('localize', 'dt is_dst?', (self, [value]) => {
    const { date, time, zone } = datetime(value, 'localize');
    if (zone !== undefined) throw valueError('Not naive datetime (tzinfo is already set)');
    return new PyDateTime(date, time, own(self));
  }),
  builtin('normalize', 'dt is_dst?', (self, [value]) => {
    const { utcSeconds, time, zone } = datetime(value, 'normalize');
    if (zone === undefined) throw valueError('Naive time - no tzinfo set');
    return PyDateTime.ofWall(utcSeconds + own(self).offsetAt(utcSeconds), time.microsecond, own(self));
  }),
]);
