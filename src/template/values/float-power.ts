import { overflowError, valueError, zeroDivision } from '../errors.ts';

/** `a ** b` of doubles; where Python would give a complex number this is an error. */
export function floatPower(a: number, b: number): number {
  if (a === 0 && b < 0) throw zeroDivision('0.0 cannot be raised to a negative power');
  if (a === 1 || b === 0) return 1;
  if (a === -1 && !Number.isFinite(b)) return Number.isNaN(b) ? b : 1;
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b))
    throw valueError('a negative number cannot be raised to a fraction: the result is a complex number');
  const result = a ** b;
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b))
    throw overflowError("(34, 'Numerical result out of range')");
  return result;
}
