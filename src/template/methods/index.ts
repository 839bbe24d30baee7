import { PyDateTime } from '../dates/datetime.ts';
import { PyTimezone } from '../dates/timezone.ts';
import type { Builtin } from '../values/builtin.ts';
import { PyDict } from '../values/dict.ts';
import { PyFloat } from '../values/float.ts';
import { PyRange } from '../values/range.ts';
import { PySet } from '../values/set.ts';
import { PyTuple } from '../values/tuple.ts';
import type { Value } from '../values/value.ts';
import { datetimeMethods } from './datetime.ts';
import { dictMethods } from './dict.ts';
import { listMethods, rangeMethods, tupleMethods } from './list.ts';
import { floatMethods, intMethods } from './number.ts';
import { setMethods } from './set.ts';
import { strMethods } from './str.ts';
import { timezoneMethods } from './timezone.ts';

/** The methods of a built-in type, by name; host objects answer for themselves. */
export function methodsOf(value: Value): ReadonlyMap<string, Builtin> | undefined {
  switch (typeof value) {
    case 'string':
      return strMethods;
    case 'number':
    case 'bigint':
    case 'boolean':
      return intMethods;
    default:
      if (value === null) return undefined;
      if (Array.isArray(value)) return listMethods;
      if (value instanceof PyDict) return dictMethods;
      if (value instanceof PyTuple) return tupleMethods;
      if (value instanceof PyFloat) return floatMethods;
      if (value instanceof PySet) return setMethods;
      if (value instanceof PyDateTime) return datetimeMethods;
      if (value instanceof PyTimezone) return timezoneMethods;
      return value instanceof PyRange ? rangeMethods : undefined;
  }
}
