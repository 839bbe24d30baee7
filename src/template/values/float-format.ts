import { type ExactDecimal, exactDecimal, pointed, roundedTo, scientific } from './exact-decimal.ts';
import { exponentText } from './float.ts';

/** `%.<precision>f`, `e`, `g`, `%` of the magnitude, without a sign; capital letters for the capital types. */
export function formatMagnitude(value: number, type: string, precision: number, alternate = false): string {
  const upper = type === type.toUpperCase() && type !== '%';
  const finish = (text: string): string => (upper ? text.toUpperCase() : text);
  if (Number.isNaN(value)) return finish(type === '%' ? 'nan%' : 'nan');
  if (!Number.isFinite(value)) return finish(type === '%' ? 'inf%' : 'inf');
  const exact = exactDecimal(Math.abs(value));
  return finish(formatExact(exact, type.toLowerCase(), precision, alternate));
}

/** As `formatMagnitude`, of any decimal number. */
export function formatExact(
  exact: ExactDecimal,
  type: string,
  precision: number,
  alternate: boolean,
): string {
  const point = alternate && precision === 0 ? '.' : '';
  if (type === '%') {
    const hundredfold = { ...exact, digits: exact.digits * 100n };
    return `${pointed(roundedTo(hundredfold, precision), precision)}${point}%`;
  }
  if (type === 'f') return pointed(roundedTo(exact, precision), precision) + point;
  if (type === 'e') {
    const { digits, exponent } = scientific(exact, precision + 1);
    return `${withPoint(digits, 1)}${point}e${exponentText(exponent)}`;
  }
  return general(exact, Math.max(1, precision), alternate);
}

function general(exact: ExactDecimal, precision: number, alternate: boolean): string {
  const { digits, exponent } = scientific(exact, precision);
  const trim = (text: string): string =>
    alternate
      ? text.includes('.')
        ? text
        : `${text}.`
      : text.includes('.')
        ? text.replace(/\.?0+$/, '')
        : text;
  if (exponent < -4 || exponent >= precision)
    return `${trim(withPoint(digits, 1))}e${exponentText(exponent)}`;
  if (exponent < 0) return trim(`0.${'0'.repeat(-exponent - 1)}${digits}`);
  return trim(withPoint(digits, exponent + 1));
}

const withPoint = (digits: string, whole: number): string =>
  digits.length > whole ? `${digits.slice(0, whole)}.${digits.slice(whole)}` : digits;
