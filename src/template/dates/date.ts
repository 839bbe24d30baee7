import { typeError } from '../errors.ts';
import { type Builtin, builtin, callBuiltin, intArgument, textArgument } from '../values/builtin.ts';
import { holds } from '../values/order.ts';
import { PyTuple } from '../values/tuple.ts';
import {
  type BinaryOperator,
  type HashKey,
  HostFunction,
  type OrderOperator,
  type PyObject,
  type Value,
} from '../values/value.ts';
import { type Civil, checkCivil, civilOf, daysOf, isoDate, isoWeek, weekday } from './calendar.ts';
import { midnight } from './clock-time.ts';
import { strftime } from './strftime.ts';
import { PyTimedelta } from './timedelta.ts';

const microsOfDay = 86_400_000_000n;

/** Python's date. */
export class PyDate implements PyObject {
  readonly typeName = 'datetime.date';
  readonly civil: Civil;

  constructor(civil: Civil) {
    this.civil = checkCivil(civil);
  }

  get days(): number {
    return daysOf(this.civil);
  }

  getAttr(name: string): Value | undefined {
    if (name === 'year' || name === 'month' || name === 'day') return this.civil[name];
    const method = dateMethods.get(name);
    return method && new HostFunction(name, (args, kwargs) => callBuiltin(method, this, args, kwargs));
  }

  attributeNames(): Iterable<string> {
    return ['year', 'month', 'day', ...dateMethods.keys()];
  }

  equals(other: Value): boolean {
    return other instanceof PyDate && other.days === this.days;
  }

  hashKey(): HashKey {
    return `\0date${this.days}`;
  }

  order(operator: OrderOperator, other: Value): boolean | undefined {
    return other instanceof PyDate ? holds(operator, this.days, other.days) : undefined;
  }

  binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator === '-' && other instanceof PyDate)
      return new PyTimedelta(BigInt((other.days - this.days) * (reflected ? 1 : -1)) * microsOfDay);
    if (!(other instanceof PyTimedelta) || (operator !== '+' && (operator !== '-' || reflected)))
      return undefined;
    return new PyDate(civilOf(this.days + (operator === '+' ? other.days : -other.days)));
  }

  toText(): string {
    return isoDate(this.civil);
  }

  repr(): string {
    const { year, month, day } = this.civil;
    return `datetime.date(${year}, ${month}, ${day})`;
  }

  format(spec: string): string {
    return strftime({ date: this.civil, time: midnight }, spec);
  }

  toJs(): string {
    return this.toText();
  }
}

const own = (self: Value): PyDate => self as PyDate;

const dateMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('isoformat', '', (self) => own(self).toText()),
  builtin('strftime', 'format', (self, [format]) =>
    own(self).format(textArgument(format, 'strftime() argument 1')),
  ),
  builtin('weekday', '', (self) => weekday(own(self).days)),
  builtin('isoweekday', '', (self) => weekday(own(self).days) + 1),
  builtin('toordinal', '', (self) => own(self).days + 719_163),
  builtin('isocalendar', '', (self) => {
    const { year, week, weekday: day } = isoWeek(own(self).days);
    return new PyTuple([year, week, day]);
  }),
  builtin('replace', 'year? month? day?', (self, [year, month, day]) => {
    const { civil } = own(self);
    return new PyDate({
      year: intArgument(year, civil.year),
      month: intArgument(month, civil.month),
      day: intArgument(day, civil.day),
    });
  }),
]);

/** `date(year, month, day)`. */
export function makeDate(args: readonly (Value | undefined)[]): PyDate {
  const [year, month, day] = args.map((value) => {
    if (value === undefined) throw typeError('date() needs a year, a month and a day');
    return intArgument(value, 0);
  });
  return new PyDate({ year: year!, month: month!, day: day! });
}
