import { overflowError, zeroDivision } from '../errors.ts';
import { bitLength, integer, reserveBits } from './number.ts';

type Int = number | bigint;

export function product(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a * b;
    if (Number.isSafeInteger(result)) return result === 0 ? 0 : result;
  }
  reserveBits(bitLength(a) + bitLength(b));
  return integer(BigInt(a) * BigInt(b));
}

/** `a / b`, rounded once even when the two are larger than a double holds. */
export function integerDivide(a: Int, b: Int): number {
  if (Number(b) === 0) throw zeroDivision('division by zero');
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const x = BigInt(a);
  const y = BigInt(b);
  // Scaled so that the quotient has 64 bits or more, whose last one is set when something is left over.
  const shift = Math.max(0, 64 - bitLength(x) + bitLength(y));
  const scaled = x << BigInt(shift);
  const quotient = scaled / y;
  const sticky = scaled % y === 0n ? quotient : quotient | (quotient < 0n ? 0n : 1n);
  const result = Number(sticky) / 2 ** Math.min(shift, 1000) / 2 ** Math.max(0, shift - 1000);
  if (!Number.isFinite(result)) throw overflowError('integer division result too large for a float');
  return result;
}

export function floorDivide(a: Int, b: Int): Int {
  if (Number(b) === 0) throw zeroDivision('integer division or modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const remainder = Number(integerModulo(a, b));
    const result = (a - remainder) / b;
    if (Number.isSafeInteger(a - remainder)) return result === 0 ? 0 : result;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  const quotient = x / y;
  return integer(x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient);
}

/** `a % b`: the sign is the divisor's. */
export function integerModulo(a: Int, b: Int): Int {
  if (Number(b) === 0) throw zeroDivision('integer modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const result = modulo(a, b);
    return result === 0 ? 0 : result;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  const rest = x % y;
  return integer(rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest);
}

/** Python's modulo of two doubles. */
export function modulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

export function integerPower(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a ** b;
    if (Number.isSafeInteger(result)) return result;
  }
  const base = BigInt(a);
  if (base === 0n || base === 1n) return b === 0 ? 1 : integer(base);
  if (base === -1n) return BigInt(b) % 2n === 0n ? 1 : -1;
  reserveBits(bitLength(a) * Number(b));
  return integer(base ** BigInt(b));
}
