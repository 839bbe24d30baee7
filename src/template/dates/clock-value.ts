import { textArgument } from '../values/builtin.ts';
import { holds } from '../values/order.ts';
import type { HashKey, OrderOperator, PyObject, Value } from '../values/value.ts';
import { HostFunction } from '../values/value.ts';
import { type ClockTime, checkClockTime, isoTime, secondsOf } from './clock-time.ts';
import { strftime } from './strftime.ts';

/** Python's time, without a time zone. */
export class PyTime implements PyObject {
  readonly typeName = 'datetime.time';
  readonly time: ClockTime;

  constructor(time: ClockTime) {
    this.time = checkClockTime(time);
  }

  get #micros(): number {
    return secondsOf(this.time) * 1_000_000 + this.time.microsecond;
  }

  getAttr(name: string): Value | undefined {
    if (name === 'hour' || name === 'minute' || name === 'second' || name === 'microsecond')
      return this.time[name];
    if (name === 'isoformat') return new HostFunction(name, () => this.toText());
    if (name === 'strftime')
      return new HostFunction(name, ([format]) => this.format(textArgument(format, 'format')));
    return undefined;
  }

  equals(other: Value): boolean {
    return other instanceof PyTime && other.#micros === this.#micros;
  }

  hashKey(): HashKey {
    return `\0time${this.#micros}`;
  }

  order(operator: OrderOperator, other: Value): boolean | undefined {
    return other instanceof PyTime ? holds(operator, this.#micros, other.#micros) : undefined;
  }

  toText(): string {
    return isoTime(this.time);
  }

  repr(): string {
    const { hour, minute, second, microsecond } = this.time;
    const parts = [hour, minute];
    if (second !== 0 || microsecond !== 0) parts.push(second);
    if (microsecond !== 0) parts.push(microsecond);
    return `datetime.time(${parts.join(', ')})`;
  }

  format(spec: string): string {
    return strftime({ date: { year: 1900, month: 1, day: 1 }, time: this.time }, spec);
  }

  toJs(): string {
    return this.toText();
  }
}
