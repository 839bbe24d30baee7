import { ReturnSignal, TemplateError, typeError, valueError } from './errors.ts';
import { update } from './methods/dict.ts';
import { Cycler, Joiner, Namespace } from './namespace.ts';
import { reserve } from './run.ts';
import { PyDict } from './values/dict.ts';
import { asInteger } from './values/number.ts';
import { PyRange } from './values/range.ts';
import { typeName } from './values/type-name.ts';
import { given, HostFunction, type Kwargs, type Value } from './values/value.ts';

function range(args: readonly Value[], kwargs: Kwargs): Value {
  if (kwargs.size > 0) throw typeError('range() takes no keyword arguments');
  if (args.length === 0 || args.length > 3)
    throw typeError(
      `range expected ${args.length === 0 ? 'at least 1 argument' : 'at most 3 arguments'}, got ${args.length}`,
    );
  const [a, b, c] = args.map(rangeBound);
  if (c === 0) throw valueError('range() arg 3 must not be zero');
  return b === undefined ? new PyRange(0, a!, 1) : new PyRange(a!, b, c ?? 1);
}

function rangeBound(value: Value): number {
  const whole = asInteger(value);
  if (whole === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (typeof whole === 'bigint') throw new TemplateError('A3022', 'the range is too large');
  return whole;
}

function dict(args: readonly Value[], kwargs: Kwargs): Value {
  const result = new PyDict();
  update(result, args, kwargs, 'dict');
  reserve(result.size);
  return result;
}

/** Names that every template has unless the host gives them another meaning. */
export const builtinGlobals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['range', new HostFunction('range', range)],
  ['dict', new HostFunction('dict', dict)],
  [
    'namespace',
    new HostFunction('namespace', (args, kwargs) => {
      const values = new PyDict();
      update(values, args, kwargs, 'dict');
      return new Namespace(values);
    }),
  ],
  ['cycler', new HostFunction('cycler', (items) => new Cycler(items))],
  [
    'joiner',
    new HostFunction('joiner', (args, kwargs) => new Joiner(given(args[0], given(kwargs.get('sep'), ', ')))),
  ],
  [
    'return',
    new HostFunction('return', (args, kwargs) => {
      if (args.length > 1) throw typeError(`return() takes 1 argument, ${args.length} were given`);
      const data = args[0] ?? kwargs.get('data');
      if (data === undefined && args.length === 0 && !kwargs.has('data'))
        throw typeError("return() missing 1 required positional argument: 'data'");
      throw new ReturnSignal(given(data, null));
    }),
  ],
]);
