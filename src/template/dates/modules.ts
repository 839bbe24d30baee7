import { typeError, valueError } from '../errors.ts';
import { builtin, callBuiltin, intArgument, textArgument } from '../values/builtin.ts';
import { toFloat } from '../values/convert.ts';
import { quoted } from '../values/repr.ts';
import { HostFunction, type Kwargs, type PyObject, type Value } from '../values/value.ts';
import { civilOf } from './calendar.ts';
import { midnight } from './clock-time.ts';
import { PyTime } from './clock-value.ts';
import { makeDate, PyDate } from './date.ts';
import { PyDateTime } from './datetime.ts';
import { offsetOf, strptime } from './strptime.ts';
import { PyTimedelta } from './timedelta.ts';
import { PyTimezone, utc } from './timezone.ts';

/** A class or module of Python's: named members, and a constructor. */
class Members implements PyObject {
  readonly typeName: string;
  readonly #members: ReadonlyMap<string, Value>;
  readonly #make: ((args: readonly Value[], kwargs: Kwargs) => Value) | undefined;

  constructor(
    typeName: string,
    members: readonly (readonly [string, Value])[],
    make?: (args: readonly Value[], kwargs: Kwargs) => Value,
  ) {
    this.typeName = typeName;
    this.#members = new Map(members);
    this.#make = make;
  }

  getAttr(name: string): Value | undefined {
    return this.#members.get(name);
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    if (this.#make === undefined) throw typeError(`'${this.typeName}' object is not callable`);
    return this.#make(args, kwargs);
  }

  attributeNames(): Iterable<string> {
    return this.#members.keys();
  }

  repr(): string {
    return `<class '${this.typeName}'>`;
  }
}

/** Takes positional and named arguments in the order of the parameters, as Python does. */
const fn = (
  name: string,
  parameters: string,
  run: (args: readonly (Value | undefined)[]) => Value,
): readonly [string, HostFunction] => {
  const [, method] = builtin(name, parameters, (_self, args) => run(args));
  return [name, new HostFunction(name, (args, kwargs) => callBuiltin(method, null, args, kwargs))];
};

const maker = (name: string, parameters: string, run: (args: readonly (Value | undefined)[]) => Value) => {
  const [, made] = fn(name, parameters, run);
  return (args: readonly Value[], kwargs: Kwargs): Value => made.call(args, kwargs);
};

const zone = (value: Value | undefined): PyTimezone | undefined =>
  value instanceof PyTimezone ? value : undefined;

function parsed(text: string, format: string): PyDateTime {
  const { date, time, offset } = strptime(text, format);
  return new PyDateTime(date, time, offset === undefined ? undefined : PyTimezone.fixed(offset));
}

const isoPattern =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:(?:.|\n)(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,6})\d*)?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?)?$/;

/** Python's `datetime.fromisoformat`. */
function fromIso(text: string): PyDateTime {
  const match = isoPattern.exec(text);
  if (match === null) throw valueError(`Invalid isoformat string: ${quoted(text)}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const microsecond = Number((match[7] ?? '0').padEnd(6, '0'));
  const offset = match[8];
  return new PyDateTime(
    { year, month, day },
    { hour, minute, second, microsecond },
    offset === undefined ? undefined : PyTimezone.fixed(offsetOf(offset)),
  );
}

function datetimeClass(now: () => number): Members {
  const make = maker('datetime', 'year month day hour? minute? second? microsecond? tzinfo?', (args) => {
    const [year, month, day, hour, minute, second, microsecond] = args
      .slice(0, 7)
      .map((part) => intArgument(part, 0));
    return new PyDateTime(
      { year: year!, month: month!, day: day! },
      { hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0, microsecond: microsecond ?? 0 },
      zone(args[7]),
    );
  });
  return new Members(
    'datetime.datetime',
    [
      fn('now', 'tz?', ([tz]) => PyDateTime.ofEpoch(now(), zone(tz))),
      fn('utcnow', '', () => PyDateTime.ofEpoch(now(), undefined)),
      fn('today', '', () => PyDateTime.ofEpoch(now(), undefined)),
      fn('fromtimestamp', 'timestamp tz?', ([stamp, tz]) =>
        PyDateTime.ofEpoch(toFloat(stamp!) * 1000, zone(tz)),
      ),
      fn('strptime', 'date_string format', ([text, format]) =>
        parsed(textArgument(text, 'strptime() argument 1'), textArgument(format, 'strptime() argument 2')),
      ),
      fn('fromisoformat', 'date_string', ([text]) => fromIso(textArgument(text, 'fromisoformat: argument'))),
      fn('combine', 'date time', ([date, time]) => {
        if (!(date instanceof PyDate) || !(time instanceof PyTime))
          throw typeError('combine() takes a date and a time');
        return new PyDateTime(date.civil, time.time);
      }),
      ['min', new PyDateTime({ year: 1, month: 1, day: 1 }, midnight)],
      [
        'max',
        new PyDateTime(
          { year: 9999, month: 12, day: 31 },
          { hour: 23, minute: 59, second: 59, microsecond: 999_999 },
        ),
      ],
    ],
    make,
  );
}

function dateClass(now: () => number): Members {
  return new Members(
    'datetime.date',
    [
      fn('today', '', () => new PyDate(civilOf(Math.floor(now() / 86_400_000)))),
      fn(
        'fromisoformat',
        'date_string',
        ([text]) => new PyDate(fromIso(textArgument(text, 'fromisoformat: argument')).date),
      ),
      fn('fromordinal', 'ordinal', ([ordinal]) => new PyDate(civilOf(intArgument(ordinal, 1) - 719_163))),
    ],
    maker('date', 'year month day', makeDate),
  );
}

/** Python's module `datetime`, whose clock is the host's and whose local time is UTC. */
export function datetimeModule(now: () => number): PyObject {
  const timeClass = new Members(
    'datetime.time',
    [],
    maker('time', 'hour? minute? second? microsecond?', (args) => {
      const [hour, minute, second, microsecond] = args.map((part) => intArgument(part, 0));
      return new PyTime({
        hour: hour ?? 0,
        minute: minute ?? 0,
        second: second ?? 0,
        microsecond: microsecond ?? 0,
      });
    }),
  );
  const timezoneClass = new Members('datetime.timezone', [['utc', utc]], ([offset]) => {
    if (!(offset instanceof PyTimedelta)) throw typeError('timezone() argument 1 must be a timedelta');
    return PyTimezone.fixed(Number(offset.microseconds / 1_000_000n));
  });
  return new Members('module', [
    ['datetime', datetimeClass(now)],
    ['date', dateClass(now)],
    ['time', timeClass],
    ['timedelta', new Members('datetime.timedelta', [], (args, kwargs) => PyTimedelta.of(args, kwargs))],
    ['timezone', timezoneClass],
  ]);
}

/** What templates use of `pytz`: `timezone(name)`, `utc` and `UTC`. */
export const pytzModule: PyObject = new Members('module', [
  fn('timezone', 'zone', ([name]) => PyTimezone.named(textArgument(name, 'timezone() argument'))),
  ['utc', utc],
  ['UTC', utc],
]);
