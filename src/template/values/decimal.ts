import { typeError, valueError, zeroDivision } from '../errors.ts';
import { exactDecimal, formatDigits, roundedTo } from './exact-decimal.ts';
import { PyFloat } from './float.ts';
import { formatExact } from './float-format.ts';
import { floatParts, parseFormatSpec } from './format-spec.ts';
import { asInteger, integer, reserveBits } from './number.ts';
import { holds } from './order.ts';
import {
  type BinaryOperator,
  type HashKey,
  HostFunction,
  type OrderOperator,
  type PyObject,
  type Value,
} from './value.ts';

/** Digits that Python's default decimal context keeps of a result. */
const precision = 28;

/** Python's Decimal, finite ones: `coefficient * 10**exponent`. */
export class PyDecimal implements PyObject {
  readonly typeName = 'decimal.Decimal';
  readonly coefficient: bigint;
  readonly exponent: number;
  readonly #negativeZero: boolean;

  constructor(coefficient: bigint, exponent: number, negativeZero = false) {
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.#negativeZero = negativeZero && coefficient === 0n;
  }

  /** From text such as `12.50` or `1E+3`; undefined when it is not a number. */
  static parse(text: string): PyDecimal | undefined {
    const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?\s*$/.exec(text.replaceAll('_', ''));
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
    if (match === null || whole + fraction === '') return undefined;
    const digits = BigInt(whole + fraction);
    return new PyDecimal(sign === '-' ? -digits : digits, Number(exponent) - fraction.length, sign === '-');
  }

  static of(value: Value): PyDecimal | undefined {
    if (value instanceof PyDecimal) return value;
    const whole = asInteger(value);
    return whole === undefined ? undefined : new PyDecimal(BigInt(whole), 0);
  }

  get negative(): boolean {
    return this.coefficient < 0n || this.#negativeZero;
  }

  get #magnitude(): bigint {
    return this.coefficient < 0n ? -this.coefficient : this.coefficient;
  }

  truthy(): boolean {
    return this.coefficient !== 0n;
  }

  toNumber(): number {
    return Number(this.toText());
  }

  truncated(): number | bigint {
    if (this.exponent >= 0) return integer(this.coefficient * power(this.exponent));
    return integer(this.coefficient / power(-this.exponent));
  }

  /** `round(decimal, places)`, half to even. */
  round(places: number): PyDecimal {
    const exact = this.#exact();
    const digits = roundedTo(exact, places);
    return new PyDecimal(this.negative ? -digits : digits, -places, this.negative);
  }

  #exact(): { negative: boolean; digits: bigint; scale: number } {
    if (this.exponent > 0)
      return { negative: this.negative, digits: this.#magnitude * power(this.exponent), scale: 0 };
    return { negative: this.negative, digits: this.#magnitude, scale: -this.exponent };
  }

  toText(): string {
    return (this.negative ? '-' : '') + formatDigits(this.#magnitude.toString(), this.exponent);
  }

  repr(): string {
    return `Decimal('${this.toText()}')`;
  }

  format(spec: string): string {
    const parsed = parseFormatSpec(spec, this);
    const { type } = parsed;
    if (type !== '' && !'eEfFgGn%'.includes(type)) throw valueError('invalid format string');
    const exact = this.#exact();
    let text: string;
    if (type === '' && parsed.precision === undefined)
      text = formatDigits(this.#magnitude.toString(), this.exponent);
    else if (type === 'f' || type === 'F' || type === '%') {
      const own = type === '%' ? Math.max(0, exact.scale - 2) : exact.scale;
      text = formatExact(exact, type.toLowerCase(), parsed.precision ?? own, parsed.alternate);
    } else
      text = formatExact(
        exact,
        type === 'e' || type === 'E' ? 'e' : 'g',
        parsed.precision ?? precision,
        parsed.alternate,
      );
    return floatParts(text, this.negative, parsed);
  }

  equals(other: Value): boolean {
    return this.#compare(other) === 0;
  }

  order(operator: OrderOperator, other: Value): boolean | undefined {
    const result = this.#compare(other);
    return result === undefined ? undefined : holds(operator, result, 0);
  }

  #compare(other: Value): number | undefined {
    const decimal = other instanceof PyFloat ? fromDouble(other.value) : PyDecimal.of(other);
    if (decimal === undefined) return undefined;
    const [a, b] = aligned(this, decimal);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  hashKey(): HashKey {
    const { coefficient, exponent } = this.#normalized();
    if (exponent >= 0) return integer(coefficient * power(exponent));
    const double = this.toNumber();
    return fromDouble(double)?.equals(this) === true ? double : `\0d${coefficient}e${exponent}`;
  }

  #normalized(): PyDecimal {
    if (this.coefficient === 0n) return new PyDecimal(0n, 0);
    let { coefficient, exponent } = this;
    while (coefficient % 10n === 0n) {
      coefficient /= 10n;
      exponent++;
    }
    return new PyDecimal(coefficient, exponent);
  }

  negate(): Value {
    return this.coefficient === 0n
      ? new PyDecimal(0n, this.exponent)
      : new PyDecimal(-this.coefficient, this.exponent);
  }

  binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    const decimal = PyDecimal.of(other);
    if (decimal === undefined) return undefined;
    return reflected ? calculate(operator, decimal, this) : calculate(operator, this, decimal);
  }

  getAttr(name: string): Value | undefined {
    if (name === 'quantize')
      return new HostFunction('quantize', ([unit]) => {
        if (!(unit instanceof PyDecimal)) throw typeError('conversion to Decimal is not supported');
        return this.round(-unit.exponent);
      });
    if (name === 'normalize') return new HostFunction('normalize', () => this.#normalized());
    return undefined;
  }

  attributeNames(): Iterable<string> {
    return ['quantize', 'normalize'];
  }

  toJs(): string {
    return this.toText();
  }
}

function power(exponent: number): bigint {
  reserveBits(exponent * 4);
  return 10n ** BigInt(exponent);
}

function fromDouble(value: number): PyDecimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  const { negative, digits, scale } = exactDecimal(value);
  return new PyDecimal(negative ? -digits : digits, -scale);
}

function aligned(a: PyDecimal, b: PyDecimal): [bigint, bigint] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.coefficient * power(a.exponent - exponent), b.coefficient * power(b.exponent - exponent)];
}

/** Cut to the digits of the context, half to even. */
function limited(coefficient: bigint, exponent: number): PyDecimal {
  const magnitude = coefficient < 0n ? -coefficient : coefficient;
  const excess = magnitude.toString().length - precision;
  if (excess <= 0) return new PyDecimal(coefficient, exponent);
  const digits = roundedTo({ negative: false, digits: magnitude, scale: 0 }, -excess);
  return limited(coefficient < 0n ? -digits : digits, exponent + excess);
}

function calculate(operator: BinaryOperator, a: PyDecimal, b: PyDecimal): Value | undefined {
  const exponent = Math.min(a.exponent, b.exponent);
  switch (operator) {
    case '+': {
      const [x, y] = aligned(a, b);
      return limited(x + y, exponent);
    }
    case '-': {
      const [x, y] = aligned(a, b);
      return limited(x - y, exponent);
    }
    case '*':
      return limited(a.coefficient * b.coefficient, a.exponent + b.exponent);
    case '/':
      return divided(a, b);
    case '//':
    case '%': {
      if (b.coefficient === 0n) throw zeroDivision("[<class 'decimal.DivisionByZero'>]");
      const [x, y] = aligned(a, b);
      return operator === '//' ? new PyDecimal(x / y, 0) : limited(x % y, exponent);
    }
    case '**': {
      const times = b.truncated();
      if (typeof times !== 'number' || b.exponent < 0)
        throw typeError('a Decimal can be raised to a whole power only');
      reserveBits(a.coefficient.toString().length * 4 * Math.abs(times));
      const result = limited(a.coefficient ** BigInt(Math.abs(times)), a.exponent * Math.abs(times));
      return times < 0 ? divided(new PyDecimal(1n, 0), result) : result;
    }
  }
}

/** To the context's precision; an exact quotient keeps the fewest digits that the operands' scales call for. */
function divided(a: PyDecimal, b: PyDecimal): PyDecimal {
  if (b.coefficient === 0n)
    throw zeroDivision(
      a.coefficient === 0n ? "[<class 'decimal.DivisionUndefined'>]" : "[<class 'decimal.DivisionByZero'>]",
    );
  const ideal = a.exponent - b.exponent;
  if (a.coefficient === 0n) return new PyDecimal(0n, ideal);
  const length = (value: bigint): number => (value < 0n ? -value : value).toString().length;
  const shift = Math.max(0, precision + 2 + length(b.coefficient) - length(a.coefficient));
  const scaled = a.coefficient * power(shift);
  const quotient = scaled / b.coefficient;
  if (scaled % b.coefficient !== 0n) {
    // A last digit of 1 stands for the rest, so that no half is taken for even.
    const negative = scaled < 0n !== b.coefficient < 0n;
    return limited(quotient * 10n + (negative ? -1n : 1n), ideal - shift - 1);
  }
  let coefficient = quotient;
  let exponent = ideal - shift;
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent++;
  }
  return limited(coefficient, exponent);
}
