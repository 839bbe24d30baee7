import { overflowError, TemplateError } from '../errors.ts';
import { spend } from '../run.ts';
import { PyFloat } from './float.ts';
import type { Value } from './value.ts';

/** An int of any size as a Value: a number when it is exact as one. */
export function integer(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value;
}

/** The int that a float without fraction stands for. */
export const integerOf = (value: number): number | bigint =>
  Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : BigInt(value);

/** A Python int, bool included, else undefined. */
export function asInteger(value: Value | undefined): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return undefined;
}

/** The number behind bool, int or float, for comparisons, which JavaScript does exactly between number and bigint. */
export function asReal(value: Value | undefined): number | bigint | undefined {
  if (value instanceof PyFloat) return value.value;
  return asInteger(value);
}

/** `float(value)` of a bool, int or float. */
export function asDouble(value: Value | undefined): number | undefined {
  const real = asReal(value);
  if (typeof real !== 'bigint') return real;
  const double = Number(real);
  if (!Number.isFinite(double)) throw overflowError('int too large to convert to float');
  return double;
}

export const sameReal = (a: number | bigint, b: number | bigint): boolean =>
  typeof a === typeof b ? a === b : a <= b && a >= b;

/** Most bits that a calculation may make: past it, a template does not mean it. */
const mostBits = 400_000;

/** Called before an int of about that many bits is made. */
export function reserveBits(bits: number): void {
  if (bits > mostBits) throw new TemplateError('A3022', `a number would have ${Math.floor(bits)} bits`);
  spend(bits >> 8);
}

/** Number of bits of the magnitude, exact enough for a budget. */
export function bitLength(value: number | bigint): number {
  if (typeof value === 'number') return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
  const hex = (value < 0n ? -value : value).toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex[0] ?? '0', 16)) - 28);
}

/** Python prints no int of more digits. */
const mostDigits = 4300;

/** `str(int)`. */
export function integerText(value: number | bigint): string {
  if (typeof value === 'number') return String(value);
  const text = value.toString();
  if (text.length - (value < 0n ? 1 : 0) > mostDigits)
    throw new TemplateError(
      'A3004',
      `Exceeds the limit (${mostDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  return text;
}
