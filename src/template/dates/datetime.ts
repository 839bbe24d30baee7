import { typeError } from '../errors.ts';
import { holds } from '../values/order.ts';
import type { BinaryOperator, HashKey, OrderOperator, PyObject, Value } from '../values/value.ts';
import { type Civil, checkCivil, civilOf, daysOf, isoDate } from './calendar.ts';
import { type ClockTime, checkClockTime, clockTimeOf, isoOffset, isoTime, secondsOf } from './clock-time.ts';
import { strftime } from './strftime.ts';
import { PyTimedelta } from './timedelta.ts';
import type { PyTimezone } from './timezone.ts';

/** Python's datetime: a wall clock's date and time, with or without a time zone. */
export class PyDateTime implements PyObject {
  readonly typeName = 'datetime.datetime';
  readonly date: Civil;
  readonly time: ClockTime;
  readonly zone: PyTimezone | undefined;

  constructor(date: Civil, time: ClockTime, zone?: PyTimezone) {
    this.date = checkCivil(date);
    this.time = checkClockTime(time);
    this.zone = zone;
  }

  /** From what the wall clock shows, in seconds since 1970 as if it were UTC. */
  static ofWall(seconds: number, microsecond: number, zone?: PyTimezone): PyDateTime {
    const days = Math.floor(seconds / 86_400);
    return new PyDateTime(civilOf(days), clockTimeOf(seconds - days * 86_400, microsecond), zone);
  }

  /** A moment in milliseconds since 1970, on the clock of that zone. */
  static ofEpoch(milliseconds: number, zone: PyTimezone | undefined): PyDateTime {
    const seconds = Math.floor(milliseconds / 1000);
    const microsecond = Math.round((milliseconds - seconds * 1000) * 1000);
    return PyDateTime.ofWall(seconds + (zone?.offsetAt(seconds) ?? 0), microsecond, zone);
  }

  get wall(): number {
    return daysOf(this.date) * 86_400 + secondsOf(this.time);
  }

  get offset(): number | undefined {
    return this.zone?.offsetOfWall(this.wall);
  }

  /** Seconds since 1970; without a zone, as if it were UTC. */
  get utcSeconds(): number {
    return this.wall - (this.offset ?? 0);
  }

  get #abbreviation(): string | undefined {
    return this.zone?.abbreviationAt(this.utcSeconds);
  }

  #micros(): bigint {
    return BigInt(this.utcSeconds) * 1_000_000n + BigInt(this.time.microsecond);
  }

  /** The methods are beside those of the other built-in types. */
  getAttr(name: string): Value | undefined {
    if (name === 'year' || name === 'month' || name === 'day') return this.date[name];
    if (name === 'hour' || name === 'minute' || name === 'second' || name === 'microsecond')
      return this.time[name];
    return name === 'tzinfo' ? (this.zone ?? null) : undefined;
  }

  attributeNames(): Iterable<string> {
    return ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo'];
  }

  equals(other: Value): boolean {
    return (
      other instanceof PyDateTime &&
      (other.zone === undefined) === (this.zone === undefined) &&
      other.#micros() === this.#micros()
    );
  }

  hashKey(): HashKey {
    return `\0dt${this.zone === undefined ? '' : 'z'}${this.#micros()}`;
  }

  order(operator: OrderOperator, other: Value): boolean | undefined {
    if (!(other instanceof PyDateTime)) return undefined;
    if ((other.zone === undefined) !== (this.zone === undefined))
      throw typeError("can't compare offset-naive and offset-aware datetimes");
    return holds(operator, this.#micros(), other.#micros());
  }

  binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator === '-' && other instanceof PyDateTime) {
      if ((other.zone === undefined) !== (this.zone === undefined))
        throw typeError("can't subtract offset-naive and offset-aware datetimes");
      const difference = this.#micros() - other.#micros();
      return new PyTimedelta(reflected ? -difference : difference);
    }
    if (!(other instanceof PyTimedelta) || (operator !== '+' && (operator !== '-' || reflected)))
      return undefined;
    const micros = operator === '+' ? other.microseconds : -other.microseconds;
    const total = BigInt(this.wall) * 1_000_000n + BigInt(this.time.microsecond) + micros;
    const microsecond = Number(((total % 1_000_000n) + 1_000_000n) % 1_000_000n);
    return PyDateTime.ofWall(Number((total - BigInt(microsecond)) / 1_000_000n), microsecond, this.zone);
  }

  isoformat(separator: string): string {
    const { offset } = this;
    return (
      isoDate(this.date) + separator + isoTime(this.time) + (offset === undefined ? '' : isoOffset(offset))
    );
  }

  toText(): string {
    return this.isoformat(' ');
  }

  repr(): string {
    const { hour, minute, second, microsecond } = this.time;
    const parts: (number | string)[] = [this.date.year, this.date.month, this.date.day, hour, minute];
    if (second !== 0 || microsecond !== 0) parts.push(second);
    if (microsecond !== 0) parts.push(microsecond);
    if (this.zone !== undefined) parts.push(`tzinfo=${this.zone.repr()}`);
    return `datetime.datetime(${parts.join(', ')})`;
  }

  format(spec: string): string {
    return strftime(
      { date: this.date, time: this.time, offset: this.offset, zone: this.#abbreviation },
      spec,
    );
  }

  abbreviation(): string | null {
    return this.#abbreviation ?? null;
  }

  toJs(): string {
    return this.isoformat('T');
  }
}
