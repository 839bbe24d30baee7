import { typeError } from '../errors.ts';
import { spend } from '../run.ts';
import { asInteger } from './number.ts';
import { typeName } from './type-name.ts';
import type { Kwargs, PyObject, Value } from './value.ts';

/** Arguments in the order of the parameters; undefined where none was given. */
export type Bound = readonly (Value | undefined)[];

/** A method, filter or test: `self` is what it is called on. Kwargs are left only for one that takes any. */
export interface Builtin {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly required: number;
  readonly takesAny: boolean;
  readonly run: (self: Value, args: Bound, kwargs: Kwargs) => Value;
}

/** `parameters` are names with spaces between; `?` marks an optional one, `*` alone takes any arguments. */
export function builtin(name: string, parameters: string, run: Builtin['run']): [string, Builtin] {
  const names = parameters === '' || parameters === '*' ? [] : parameters.split(' ');
  const required = names.filter((parameter) => !parameter.endsWith('?')).length;
  return [
    name,
    {
      name,
      parameters: names.map((parameter) => parameter.replace('?', '')),
      required,
      takesAny: parameters === '*',
      run,
    },
  ];
}

/** Calls it, after Python's checks of the arguments. */
export function callBuiltin(method: Builtin, self: Value, args: readonly Value[], kwargs: Kwargs): Value {
  // Whatever it does, it goes through a long text or list at least once.
  if (typeof self === 'string' || Array.isArray(self)) spend(self.length >> 5);
  if (method.takesAny) return method.run(self, args, kwargs);
  const { name, parameters, required } = method;
  if (args.length > parameters.length)
    throw typeError(`${name}() takes at most ${count(parameters.length)} (${args.length} given)`);
  if (kwargs.size === 0) {
    if (args.length < required) throw missing(method, args);
    return method.run(self, args, kwargs);
  }
  const bound: (Value | undefined)[] = [...args];
  for (const [key, value] of kwargs) {
    const index = parameters.indexOf(key);
    if (index === -1) throw typeError(`${name}() got an unexpected keyword argument '${key}'`);
    if (bound[index] !== undefined) throw typeError(`${name}() got multiple values for argument '${key}'`);
    bound[index] = value;
  }
  for (let i = 0; i < required; i++) if (bound[i] === undefined) throw missing(method, bound);
  return method.run(self, bound, kwargs);
}

const count = (number: number): string => `${number} argument${number === 1 ? '' : 's'}`;

function missing({ name, parameters, required }: Builtin, bound: Bound): Error {
  const names = parameters.slice(0, required).filter((_, index) => bound[index] === undefined);
  return typeError(
    `${name}() missing ${count(names.length)}: ${names.map((parameter) => `'${parameter}'`).join(' and ')}`,
  );
}

/** `value.method`, before it is called. */
export class BoundMethod implements PyObject {
  readonly typeName = 'builtin_function_or_method';
  readonly #self: Value;
  readonly #method: Builtin;

  constructor(self: Value, method: Builtin) {
    this.#self = self;
    this.#method = method;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    return callBuiltin(this.#method, this.#self, args, kwargs);
  }

  repr(): string {
    return `<built-in method ${this.#method.name} of ${typeName(this.#self)} object>`;
  }
}

/** An argument that must be a string. */
export function textArgument(value: Value | undefined, name: string): string {
  if (typeof value === 'string') return value;
  throw typeError(`${name} must be str, not ${typeName(value ?? null)}`);
}

/** An argument that must be an int; one too large for anything becomes infinite. */
export function intArgument(value: Value | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const whole = asInteger(value);
  if (whole === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  return typeof whole === 'number' ? whole : whole > 0 ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
}
