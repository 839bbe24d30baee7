import { runtimeError, TemplateError, typeError } from '../errors.ts';
import { binary, negate } from '../values/arithmetic.ts';
import { type Builtin, builtin, intArgument } from '../values/builtin.ts';
import { parseInteger, round, toFloat, toInteger } from '../values/convert.ts';
import { PyDecimal } from '../values/decimal.ts';
import { PyFloat } from '../values/float.ts';
import { formatMagnitude } from '../values/float-format.ts';
import { asDouble, asInteger } from '../values/number.ts';
import { order } from '../values/order.ts';
import { truthy } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined } from '../values/undefined.ts';
import { given, isObject, type Value } from '../values/value.ts';

const numberErrors = new Set(['A3003', 'A3004']);

/** The result, or undefined after a TypeError, a ValueError or, with `overflow`, a number that is too large. */
function attempt<T>(work: () => T, overflow = false): T | undefined {
  try {
    return work();
  } catch (thrown) {
    if (
      thrown instanceof TemplateError &&
      (numberErrors.has(thrown.code) || (overflow && thrown.code === 'A3009'))
    )
      return undefined;
    throw thrown;
  }
}

function toInt(self: Value, fallback: Value, base: number): Value {
  const direct = attempt(() => (typeof self === 'string' ? parseInteger(self, base) : toInteger(self)));
  return given(direct ?? attempt(() => toInteger(new PyFloat(toFloat(self))), true), fallback);
}

function rounded(self: Value, places: number, method: Value): Value {
  if (method === 'common') return round(self, places);
  if (method !== 'ceil' && method !== 'floor') throw runtimeError('method must be common, ceil or floor');
  if (asDouble(self) === undefined && !(self instanceof PyDecimal)) {
    if (self instanceof Undefined) self.fail();
    throw typeError(`must be real number, not ${typeName(self)}`);
  }
  const scale: Value = binary('**', 10, places);
  const scaled = binary('*', self, scale);
  const whole = asInteger(scaled);
  const double = asDouble(scaled) ?? toFloat(scaled);
  const result = whole ?? toInteger(new PyFloat(method === 'ceil' ? Math.ceil(double) : Math.floor(double)));
  return binary('/', result, scale);
}

const units = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];

function fileSize(self: Value, isBinary: boolean): string {
  const bytes = toFloat(self);
  const base = isBinary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const index = units.findIndex((_, position) => bytes < base ** (position + 2));
  const at = index === -1 ? units.length - 1 : index;
  const amount = formatMagnitude((base * bytes) / base ** (at + 2), 'f', 1);
  return `${amount} ${isBinary ? `${units[at]!.toUpperCase()}i` : units[at]}B`;
}

function absolute(self: Value): Value {
  const whole = asInteger(self);
  if (whole !== undefined) return whole < 0 ? negate(whole) : whole;
  if (self instanceof PyFloat) return new PyFloat(Math.abs(self.value));
  if (isObject(self) && self.negate !== undefined && !(self instanceof Undefined))
    return order('<', self, negate(self)) ? negate(self) : self;
  throw typeError(`bad operand type for abs(): '${typeName(self)}'`);
}

export const numbers: readonly [string, Builtin][] = [
  builtin('abs', '', absolute),
  builtin('int', 'default? base?', (self, [fallback, base]) =>
    toInt(self, given(fallback, 0), intArgument(base, 10)),
  ),
  builtin('float', 'default?', (self, [fallback]) => {
    const result = attempt(() => toFloat(self));
    return result === undefined ? given(fallback, new PyFloat(0)) : new PyFloat(result);
  }),
  builtin('round', 'precision? method?', (self, [places, method]) =>
    rounded(self, intArgument(places, 0), given(method, 'common')),
  ),
  builtin('filesizeformat', 'binary?', (self, [isBinary]) =>
    fileSize(self, isBinary !== undefined && truthy(isBinary)),
  ),
];
