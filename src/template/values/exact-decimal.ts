import { reserveBits } from './number.ts';

/** A number as digits and scale: `(negative ? -1 : 1) * digits / 10**scale`. */
export interface ExactDecimal {
  readonly negative: boolean;
  readonly digits: bigint;
  readonly scale: number;
}

const buffer = new DataView(new ArrayBuffer(8));

/** The exact value of a finite double, which is what rounding must look at. */
export function exactDecimal(value: number): ExactDecimal {
  buffer.setFloat64(0, value);
  const bits = buffer.getBigUint64(0);
  const negative = bits >> 63n === 1n;
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  if (exponent >= 0) return { negative, digits: mantissa << BigInt(exponent), scale: 0 };
  return { negative, digits: mantissa * 5n ** BigInt(-exponent), scale: -exponent };
}

/** `digits / 10**scale` rounded to `places` decimals, half to even: the digits at that scale. */
export function roundedTo({ digits, scale }: ExactDecimal, places: number): bigint {
  reserveBits(Math.abs(places) * 4);
  if (places >= scale) return digits * 10n ** BigInt(places - scale);
  const unit = 10n ** BigInt(Math.min(scale - places, 5000));
  const quotient = digits / unit;
  const twice = (digits % unit) * 2n;
  return twice > unit || (twice === unit && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Digits with a point before the last `places` of them. */
export function pointed(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** `significant` digits, half to even, and the exponent of the first of them. */
export function scientific(value: ExactDecimal, significant: number): { digits: string; exponent: number } {
  if (value.digits === 0n) {
    reserveBits(significant * 4);
    return { digits: '0'.repeat(significant), exponent: 0 };
  }
  const length = value.digits.toString().length;
  let exponent = length - 1 - value.scale;
  let digits = roundedTo(value, significant - 1 - exponent).toString();
  if (digits.length > significant) {
    digits = digits.slice(0, significant);
    exponent++;
  }
  return { digits, exponent };
}

/** `digits * 10**exponent` as Python's Decimal prints it: with an exponent when it is positive or far below zero. */
export function formatDigits(digits: string, exponent: number): string {
  const first = digits.length - 1 + exponent;
  if (exponent <= 0 && first >= -6) return pointed(BigInt(digits), -exponent);
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${mantissa}E${first < 0 ? '-' : '+'}${Math.abs(first)}`;
}
