import { strMethods } from '../methods/str.ts';
import { type Builtin, builtin, callBuiltin } from '../values/builtin.ts';
import { PyDecimal } from '../values/decimal.ts';
import { PyDict } from '../values/dict.ts';
import { PyFloat } from '../values/float.ts';
import { asReal } from '../values/number.ts';
import { PyRange } from '../values/range.ts';
import { toText } from '../values/repr.ts';
import { PyTuple } from '../values/tuple.ts';
import { Undefined } from '../values/undefined.ts';
import { isObject, noKwargs, type Value } from '../values/value.ts';

const kind = (name: string, holds: (value: Value) => boolean): [string, Builtin] =>
  builtin(name, '', (self) => holds(self));

const strIs = (method: string, value: Value): boolean =>
  callBuiltin(strMethods.get(method)!, toText(value), [], noKwargs) === true;

const isIterable = (value: Value): boolean =>
  typeof value === 'string' || Array.isArray(value) || (isObject(value) && value.iterate !== undefined);

const isSequence = (value: Value): boolean =>
  typeof value === 'string' ||
  Array.isArray(value) ||
  value instanceof PyTuple ||
  value instanceof PyRange ||
  value instanceof PyDict ||
  (isObject(value) && value.length !== undefined && value.getItem !== undefined);

/** Tests of what a value is. */
export const kinds: readonly [string, Builtin][] = [
  kind('defined', (value) => !(value instanceof Undefined)),
  kind('undefined', (value) => value instanceof Undefined),
  kind('none', (value) => value === null),
  kind('boolean', (value) => typeof value === 'boolean'),
  kind('true', (value) => value === true),
  kind('false', (value) => value === false),
  kind('integer', (value) => typeof value === 'number' || typeof value === 'bigint'),
  kind('float', (value) => value instanceof PyFloat),
  kind('number', (value) => asReal(value) !== undefined || value instanceof PyDecimal),
  kind('string', (value) => typeof value === 'string'),
  kind('mapping', (value) => value instanceof PyDict || (isObject(value) && value.isMapping === true)),
  kind('iterable', isIterable),
  kind('sequence', isSequence),
  kind('callable', (value) => isObject(value) && value.call !== undefined),
  kind('escaped', () => false),
  kind('lower', (value) => strIs('islower', value)),
  kind('upper', (value) => strIs('isupper', value)),
];
