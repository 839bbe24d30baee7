import { overflowError, valueError } from '../errors.ts';
import { type Builtin, builtin } from '../values/builtin.ts';
import { exactDecimal } from '../values/exact-decimal.ts';
import type { PyFloat } from '../values/float.ts';
import { asInteger, bitLength, integer, integerOf } from '../values/number.ts';
import { PyTuple } from '../values/tuple.ts';
import type { Value } from '../values/value.ts';

const whole = (self: Value): number | bigint => asInteger(self) ?? 0;
const real = (self: Value): number => (self as PyFloat).value;

/** Python's methods of int. */
export const intMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('bit_length', '', (self) => bitLength(whole(self))),
  builtin('bit_count', '', (self) => (BigInt(whole(self)).toString(2).match(/1/g) ?? []).length),
  builtin('conjugate', '', (self) => whole(self)),
  builtin('as_integer_ratio', '', (self) => new PyTuple([whole(self), 1])),
]);

function ratio(value: number): Value {
  if (Number.isNaN(value)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) throw overflowError('cannot convert Infinity to integer ratio');
  const { negative, digits, scale } = exactDecimal(value);
  let numerator = negative ? -digits : digits;
  let denominator = 10n ** BigInt(scale);
  for (const prime of [2n, 5n])
    while (denominator % prime === 0n && numerator % prime === 0n) {
      numerator /= prime;
      denominator /= prime;
    }
  return new PyTuple([integer(numerator), integer(denominator)]);
}

/** Python's methods of float. */
export const floatMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('is_integer', '', (self) => Number.isInteger(real(self))),
  builtin('conjugate', '', (self) => self),
  builtin('hex', '', (self) => hexadecimal(real(self))),
  builtin('as_integer_ratio', '', (self) => ratio(real(self))),
]);

function hexadecimal(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const magnitude = Math.abs(value);
  const tiny = magnitude < 2 ** -1022;
  let exponent = tiny ? -1022 : Math.floor(Math.log2(magnitude));
  if (!tiny && 2 ** exponent > magnitude) exponent--;
  const mantissa = tiny ? magnitude * 2 ** 1022 : magnitude / 2 ** exponent;
  const lead = Math.floor(mantissa);
  const digits = integerOf((mantissa - lead) * 2 ** 52)
    .toString(16)
    .padStart(13, '0');
  return `${sign}0x${lead}.${digits}p${exponent < 0 ? '' : '+'}${exponent}`;
}
