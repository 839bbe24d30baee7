import { overflowError, typeError, zeroDivision } from '../errors.ts';
import { PyFloat } from '../values/float.ts';
import { asDouble, asInteger, integer } from '../values/number.ts';
import { holds } from '../values/order.ts';
import {
  type BinaryOperator,
  type HashKey,
  HostFunction,
  type Kwargs,
  type OrderOperator,
  type PyObject,
  type Value,
} from '../values/value.ts';
import { two } from './calendar.ts';

const day = 86_400_000_000n;
const second = 1_000_000n;
const units = new Map<string, number>([
  ['days', 86_400_000_000],
  ['seconds', 1_000_000],
  ['microseconds', 1],
  ['milliseconds', 1000],
  ['minutes', 60_000_000],
  ['hours', 3_600_000_000],
  ['weeks', 604_800_000_000],
]);

/** Python's timedelta, in microseconds. */
export class PyTimedelta implements PyObject {
  readonly typeName = 'datetime.timedelta';
  readonly microseconds: bigint;

  constructor(microseconds: bigint) {
    this.microseconds = microseconds;
    if (microseconds >= 1_000_000_000n * day || microseconds <= -1_000_000_000n * day)
      throw overflowError(`days=${microseconds / day}; must have magnitude <= 999999999`);
  }

  /** `timedelta(days, seconds, …)`. */
  static of(args: readonly Value[], kwargs: Kwargs): PyTimedelta {
    const names = [...units.keys()];
    let whole = 0n;
    let fraction = 0;
    const add = (name: string, value: Value): void => {
      const unit = units.get(name);
      if (unit === undefined) throw typeError(`'${name}' is an invalid keyword argument for __new__()`);
      const exact = asInteger(value);
      const double = exact === undefined ? asDouble(value) : undefined;
      if (exact !== undefined) whole += BigInt(exact) * BigInt(unit);
      else if (double === undefined) throw typeError(`unsupported type for timedelta ${name} component`);
      else {
        const truncated = Math.trunc(double);
        whole += BigInt(truncated) * BigInt(unit);
        fraction += (double - truncated) * unit;
      }
    };
    args.forEach((value, index) => {
      add(names[index] ?? '', value);
    });
    for (const [name, value] of kwargs) add(name, value);
    return new PyTimedelta(whole + BigInt(halfEven(fraction)));
  }

  get days(): number {
    return Number(floor(this.microseconds, day));
  }

  get #rest(): bigint {
    return this.microseconds - BigInt(this.days) * day;
  }

  truthy(): boolean {
    return this.microseconds !== 0n;
  }

  getAttr(name: string): Value | undefined {
    if (name === 'days') return this.days;
    if (name === 'seconds') return Number(this.#rest / second);
    if (name === 'microseconds') return Number(this.#rest % second);
    if (name === 'total_seconds')
      return new HostFunction(name, () => new PyFloat(Number(this.microseconds) / 1_000_000));
    return undefined;
  }

  attributeNames(): Iterable<string> {
    return ['days', 'seconds', 'microseconds', 'total_seconds'];
  }

  equals(other: Value): boolean {
    return other instanceof PyTimedelta && other.microseconds === this.microseconds;
  }

  hashKey(): HashKey {
    return `\0td${this.microseconds}`;
  }

  order(operator: OrderOperator, other: Value): boolean | undefined {
    return other instanceof PyTimedelta ? holds(operator, this.microseconds, other.microseconds) : undefined;
  }

  negate(): Value {
    return new PyTimedelta(-this.microseconds);
  }

  binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    const own = this.microseconds;
    if (other instanceof PyTimedelta) {
      if (operator === '+') return new PyTimedelta(own + other.microseconds);
      if (operator === '-') return new PyTimedelta(own - other.microseconds);
      if (operator === '*' || operator === '**') return undefined;
      if (other.microseconds === 0n) throw zeroDivision('integer division or modulo by zero');
      if (operator === '/') return new PyFloat(Number(own) / Number(other.microseconds));
      const quotient = floor(own, other.microseconds);
      return operator === '//' ? integer(quotient) : new PyTimedelta(own - quotient * other.microseconds);
    }
    if (operator === '*') return this.#times(other);
    if (reflected || (operator !== '/' && operator !== '//')) return undefined;
    const whole = asInteger(other);
    const double = asDouble(other);
    if (double === undefined) return undefined;
    if (double === 0) throw zeroDivision('integer division or modulo by zero');
    if (operator === '//')
      return whole === undefined ? undefined : new PyTimedelta(floor(own, BigInt(whole)));
    return new PyTimedelta(BigInt(halfEven(Number(own) / double)));
  }

  #times(other: Value): Value | undefined {
    const whole = asInteger(other);
    if (whole !== undefined) return new PyTimedelta(this.microseconds * BigInt(whole));
    return other instanceof PyFloat
      ? new PyTimedelta(BigInt(halfEven(Number(this.microseconds) * other.value)))
      : undefined;
  }

  toText(): string {
    const rest = this.#rest;
    const seconds = Number(rest / second);
    const micros = Number(rest % second);
    const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`;
    const { days } = this;
    return `${days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `}${clock}${fraction}`;
  }

  repr(): string {
    const rest = this.#rest;
    const parts = [
      ['days', this.days],
      ['seconds', Number(rest / second)],
      ['microseconds', Number(rest % second)],
    ].filter(([, value]) => value !== 0);
    return `datetime.timedelta(${parts.length === 0 ? '0' : parts.map(([name, value]) => `${name}=${value}`).join(', ')})`;
  }
}

function floor(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function halfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
}
