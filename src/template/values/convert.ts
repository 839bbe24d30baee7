import { overflowError, typeError, valueError } from '../errors.ts';
import { PyDecimal } from './decimal.ts';
import { exactDecimal, roundedTo } from './exact-decimal.ts';
import { PyFloat } from './float.ts';
import { asDouble, asInteger, integer, integerOf } from './number.ts';
import { quoted } from './repr.ts';
import { typeName } from './type-name.ts';
import { Undefined } from './undefined.ts';
import type { Value } from './value.ts';

/** Python's `int(value)`. */
export function toInteger(value: Value): number | bigint {
  const whole = asInteger(value);
  if (whole !== undefined) return whole;
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.value)) throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(value.value)) throw overflowError('cannot convert float infinity to integer');
    return integerOf(Math.trunc(value.value));
  }
  if (value instanceof PyDecimal) return value.truncated();
  if (typeof value === 'string') return parseInteger(value, 10);
  if (value instanceof Undefined) value.fail();
  throw typeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

const digitsOfBase = (base: number): RegExp => {
  const letters = base > 10 ? `a-${String.fromCharCode(86 + base)}` : '';
  return new RegExp(
    `^[0-${Math.min(9, base - 1)}${letters}]+(?:_[0-${Math.min(9, base - 1)}${letters}]+)*$`,
    'i',
  );
};

const prefixes = new Map([
  ['0b', 2],
  ['0o', 8],
  ['0x', 16],
]);

/** Python's `int(text, base)`. */
export function parseInteger(text: string, base: number): number | bigint {
  const invalid = (): Error => valueError(`invalid literal for int() with base ${base}: ${quoted(text)}`);
  if (base !== 0 && (base < 2 || base > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text.trim())!;
  const prefix = prefixes.get(rest.slice(0, 2).toLowerCase());
  const prefixed = prefix !== undefined && (base === 0 || base === prefix);
  const digits = prefixed ? rest.slice(2).replace(/^_/, '') : rest;
  const actual = prefixed ? prefix : base === 0 ? 10 : base;
  if (!digitsOfBase(actual).test(digits) || (base === 0 && !prefixed && /^0[0-9_]*[1-9]/.test(digits)))
    throw invalid();
  const plain = digits.replaceAll('_', '');
  if (plain.length > 4300) throw valueError('Exceeds the limit (4300 digits) for integer string conversion');
  const small = Number.parseInt(plain, actual);
  const magnitude = Number.isSafeInteger(small) ? small : big(plain, actual);
  return sign === '-' ? (typeof magnitude === 'number' ? 0 - magnitude : -magnitude) : magnitude;
}

function big(digits: string, base: number): number | bigint {
  let value = 0n;
  for (const digit of digits) value = value * BigInt(base) + BigInt(Number.parseInt(digit, base));
  return integer(value);
}

const floatPattern =
  /^[+-]?(?:(?:\d+(?:_\d+)*)(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;

/** Python's `float(value)`. */
export function toFloat(value: Value): number {
  const double = asDouble(value);
  if (double !== undefined) return double;
  if (value instanceof PyDecimal) return value.toNumber();
  if (typeof value === 'string') {
    const text = value.trim();
    if (floatPattern.test(text)) return Number(text.replaceAll('_', ''));
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
    if (special === null) throw valueError(`could not convert string to float: ${quoted(value)}`);
    const magnitude = special[2]!.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
    return special[1] === '-' ? -magnitude : magnitude;
  }
  if (value instanceof Undefined) value.fail();
  throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
}

/** Python's `round(value, places)`: half to even, by the exact value of a float. An int stays one. */
export function round(value: Value, places: number): Value {
  const whole = asInteger(value);
  if (whole !== undefined) {
    if (places >= 0) return whole;
    const magnitude = BigInt(whole) < 0n ? -BigInt(whole) : BigInt(whole);
    const rounded =
      roundedTo({ negative: false, digits: magnitude, scale: 0 }, places) * 10n ** BigInt(-places);
    return integer(whole < 0 ? -rounded : rounded);
  }
  if (value instanceof PyDecimal) return value.round(places);
  const double = asDouble(value);
  if (double === undefined) {
    throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
  }
  if (!Number.isFinite(double) || double === 0 || places > 330) return value;
  const exact = exactDecimal(double);
  if (places >= exact.scale) return value;
  const digits = roundedTo(exact, Math.max(places, -330));
  const result = Number(`${digits}e${-places}`);
  if (!Number.isFinite(result)) throw overflowError('rounded value too large to represent');
  return new PyFloat(exact.negative ? -result : result);
}
