import { typeError, zeroDivision } from '../errors.ts';
import { reserve, reserveItems } from '../run.ts';
import { PyFloat } from './float.ts';
import { floatPower } from './float-power.ts';
import { floorDivide, integerDivide, integerModulo, integerPower, modulo, product } from './integer-math.ts';
import { asDouble, asInteger, integer } from './number.ts';
import { percentFormat } from './percent-format.ts';
import { PyTuple } from './tuple.ts';
import { typeName } from './type-name.ts';
import { type BinaryOperator, isObject, type Value } from './value.ts';

/** Python's `a operator b`, with its TypeErrors. */
export function binary(operator: BinaryOperator, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    if (operator === '+' || operator === '-') {
      const result = operator === '+' ? a + b : a - b;
      if (Number.isSafeInteger(result)) return result;
    }
    return integers(operator, a, b);
  }
  const left = asInteger(a);
  const right = asInteger(b);
  if (left !== undefined && right !== undefined) return integers(operator, left, right);
  if (a instanceof PyFloat || b instanceof PyFloat) {
    const x = asDouble(a);
    const y = asDouble(b);
    if (x !== undefined && y !== undefined) return floats(operator, x, y);
  }
  const result = sequences(operator, a, b);
  return result === undefined ? objects(operator, a, b) : result;
}

function integers(operator: BinaryOperator, a: number | bigint, b: number | bigint): Value {
  switch (operator) {
    case '+':
      return integer(BigInt(a) + BigInt(b));
    case '-':
      return integer(BigInt(a) - BigInt(b));
    case '*':
      return product(a, b);
    case '/':
      return new PyFloat(integerDivide(a, b));
    case '//':
      return floorDivide(a, b);
    case '%':
      return integerModulo(a, b);
    case '**':
      return b < 0 ? new PyFloat(floatPower(Number(a), Number(b))) : integerPower(a, b);
  }
}

function floats(operator: BinaryOperator, a: number, b: number): Value {
  switch (operator) {
    case '+':
      return new PyFloat(a + b);
    case '-':
      return new PyFloat(a - b);
    case '*':
      return new PyFloat(a * b);
    case '/':
      if (b === 0) throw zeroDivision('float division by zero');
      return new PyFloat(a / b);
    case '//':
      if (b === 0) throw zeroDivision('float floor division by zero');
      return new PyFloat(floatFloorDivide(a, b));
    case '%':
      if (b === 0) throw zeroDivision('float modulo');
      return new PyFloat(modulo(a, b));
    case '**':
      return new PyFloat(floatPower(a, b));
  }
}

/** As CPython: from the exact remainder, since `floor(a / b)` may round up. */
function floatFloorDivide(a: number, b: number): number {
  const quotient = (a - modulo(a, b)) / b;
  if (quotient === 0) return a / b < 0 ? -0 : 0;
  const floored = Math.floor(quotient);
  return quotient - floored > 0.5 ? floored + 1 : floored;
}

function sequences(operator: BinaryOperator, a: Value, b: Value): Value | undefined {
  if (operator === '+') {
    if (typeof a === 'string' && typeof b === 'string') {
      reserve(a.length + b.length);
      return a + b;
    }
    if (Array.isArray(a) && Array.isArray(b)) {
      reserveItems(a.length + b.length);
      return [...a, ...b];
    }
    if (a instanceof PyTuple && b instanceof PyTuple) return new PyTuple([...a.items, ...b.items]);
  }
  if (operator === '*') {
    const times = asInteger(b);
    if (times !== undefined) return repeated(a, times);
    const reflected = asInteger(a);
    if (reflected !== undefined) return repeated(b, reflected);
  }
  if (operator === '%' && typeof a === 'string') return percentFormat(a, b);
  return undefined;
}

function repeated(value: Value, times: number | bigint): Value | undefined {
  const count = Math.max(0, Number(times));
  if (typeof value === 'string') {
    reserve(value.length * count);
    return value === '' ? '' : value.repeat(count);
  }
  const items = value instanceof PyTuple ? value.items : value;
  if (!Array.isArray(items)) return undefined;
  reserveItems(items.length * count);
  const result: Value[] = [];
  if (items.length > 0) for (let i = 0; i < count; i++) result.push(...items);
  return value instanceof PyTuple ? new PyTuple(result) : result;
}

function objects(operator: BinaryOperator, a: Value, b: Value): Value {
  const own = isObject(a) ? a.binary?.(operator, b, false) : undefined;
  const result = own ?? (isObject(b) ? b.binary?.(operator, a, true) : undefined);
  if (result !== undefined) return result;
  const shown = operator === '**' ? '** or pow()' : operator;
  if (operator === '+') throw concatenation(a, b);
  if (operator === '*' && (isSequence(a) || isSequence(b)))
    throw typeError(`can't multiply sequence by non-int of type '${typeName(isSequence(a) ? b : a)}'`);
  throw typeError(`unsupported operand type(s) for ${shown}: '${typeName(a)}' and '${typeName(b)}'`);
}

const isSequence = (value: Value): boolean =>
  typeof value === 'string' || Array.isArray(value) || value instanceof PyTuple;

function concatenation(a: Value, b: Value): Error {
  if (typeof a === 'string')
    return typeError(
      `can only concatenate str (not "${typeName(b)}") to str`,
      "'~' joins values of any type as text",
    );
  if (Array.isArray(a) || a instanceof PyTuple)
    return typeError(`can only concatenate ${typeName(a)} (not "${typeName(b)}") to ${typeName(a)}`);
  const hint = typeof b === 'string' ? "'~' joins values of any type as text" : undefined;
  return typeError(`unsupported operand type(s) for +: '${typeName(a)}' and '${typeName(b)}'`, hint);
}

/** `-value`. */
export function negate(value: Value): Value {
  const whole = asInteger(value);
  if (whole !== undefined) return typeof whole === 'number' ? (whole === 0 ? 0 : -whole) : integer(-whole);
  if (value instanceof PyFloat) return new PyFloat(-value.value);
  if (isObject(value) && value.negate !== undefined) return value.negate();
  throw typeError(`bad operand type for unary -: '${typeName(value)}'`);
}

/** `+value`. */
export function positive(value: Value): Value {
  const whole = asInteger(value);
  if (whole !== undefined) return whole;
  if (value instanceof PyFloat) return value;
  if (isObject(value) && value.negate !== undefined) return negate(negate(value));
  throw typeError(`bad operand type for unary +: '${typeName(value)}'`);
}
