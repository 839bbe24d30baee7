import { didYouMean } from '../base/index.ts';
import { type Arguments, type Expression, type Filter, noArguments, type Test } from './ast.ts';
import { located, TemplateError, typeError } from './errors.ts';
import { filters } from './filters/index.ts';
import type { Evaluate, Frame } from './frame.ts';
import { call, callMethod, getAttribute } from './lookup.ts';
import { run } from './run.ts';
import type { Scope } from './scope.ts';
import { tests } from './tests/index.ts';
import { type Builtin, callBuiltin } from './values/builtin.ts';
import { PyDict } from './values/dict.ts';
import { each } from './values/iterate.ts';
import { typeName } from './values/type-name.ts';
import { isObject, type Kwargs, noKwargs, type Value } from './values/value.ts';

/** The compiler of expressions, handed in since it and this file need each other. */
export type Compile = (node: Expression, scope: Scope) => Evaluate;

export interface CompiledArguments {
  readonly positional: (frame: Frame) => Value[];
  readonly named: (frame: Frame) => Kwargs;
}

const none = (): Value[] => [];
const noNames = (): Kwargs => noKwargs;

export function compileArguments(args: Arguments, scope: Scope, compile: Compile): CompiledArguments {
  const items = args.positional.map((item) => compile(item, scope));
  const spread = args.spread === undefined ? undefined : compile(args.spread, scope);
  const [first, second] = items;
  let positional: (frame: Frame) => Value[];
  if (spread !== undefined)
    positional = (frame) => [...items.map((item) => item(frame)), ...each(spread(frame))];
  else if (first === undefined) positional = none;
  else if (items.length === 1) positional = (frame) => [first(frame)];
  else if (items.length === 2 && second !== undefined) positional = (frame) => [first(frame), second(frame)];
  else positional = (frame) => items.map((item) => item(frame));
  return { positional, named: compileNamed(args, scope, compile) };
}

function compileNamed(args: Arguments, scope: Scope, compile: Compile): (frame: Frame) => Kwargs {
  if (args.named.length === 0 && args.namedSpread === undefined) return noNames;
  const items = args.named.map(({ name, value }) => ({ name, value: compile(value, scope) }));
  const spread = args.namedSpread === undefined ? undefined : compile(args.namedSpread, scope);
  return (frame) => {
    const kwargs = new Map<string, Value>();
    for (const { name, value } of items) {
      if (kwargs.has(name)) throw typeError(`got multiple values for keyword argument '${name}'`);
      kwargs.set(name, value(frame));
    }
    if (spread !== undefined) addSpread(kwargs, spread(frame));
    return kwargs;
  };
}

function addSpread(kwargs: Map<string, Value>, mapping: Value): void {
  if (!isObject(mapping) || mapping.getItem === undefined || mapping.iterate === undefined)
    throw typeError(`argument after ** must be a mapping, not ${typeName(mapping)}`);
  const names = mapping instanceof PyDict ? mapping.keys() : each(mapping);
  for (const name of names) {
    if (typeof name !== 'string') throw typeError('keywords must be strings');
    if (kwargs.has(name)) throw typeError(`got multiple values for keyword argument '${name}'`);
    const value = mapping.getItem(name);
    kwargs.set(name, value === undefined ? null : value);
  }
}

/** `extra` adds to the named arguments: the `caller` of a call block. */
export function compileCall(
  node: Expression & { kind: 'call' },
  scope: Scope,
  compile: Compile,
  extra?: (frame: Frame) => readonly [string, Value],
): Evaluate {
  const { positional, named } = compileArguments(node.args, scope, compile);
  const withExtra: (frame: Frame) => Kwargs =
    extra === undefined ? named : (frame) => new Map([...named(frame), extra(frame)]);
  const { source } = scope;
  const { start, end, callee } = node;
  if (callee.kind === 'attribute') {
    const object = compile(callee.object, scope);
    const { name } = callee;
    return (frame) => {
      try {
        const { trail } = run();
        const self = object(frame);
        // What texts and numbers can do changes nothing: it may be done again.
        if (trail === undefined || typeof self !== 'object' || self === null)
          return callMethod(self, name, positional(frame), withExtra(frame));
        const method = Array.isArray(self) || self instanceof PyDict ? null : getAttribute(self, name);
        const args = positional(frame);
        const kwargs = withExtra(frame);
        return trail.call(node, method, () =>
          method === null ? callMethod(self, name, args, kwargs) : call(method, args, kwargs),
        );
      } catch (thrown) {
        throw located(thrown, source, start, end);
      }
    };
  }
  const target = compile(callee, scope);
  return (frame) => {
    try {
      const { trail } = run();
      if (trail === undefined) return call(target(frame), positional(frame), withExtra(frame));
      const callee = target(frame);
      const args = positional(frame);
      const kwargs = withExtra(frame);
      return trail.call(node, callee, () => call(callee, args, kwargs));
    } catch (thrown) {
      throw located(thrown, source, start, end);
    }
  };
}

/** `input | name(…)`; `given` stands for the input of a filter that has none, in filter blocks. */
export function compileFilter(
  node: Filter,
  scope: Scope,
  compile: Compile,
  given?: (frame: Frame) => Value,
): Evaluate {
  const input = filterInput(node, scope, compile, given);
  return compileBuiltin(node, scope, compile, input, filters, () =>
    unknown('A3010', 'filter', node.name, filters),
  );
}

function filterInput(
  node: Filter,
  scope: Scope,
  compile: Compile,
  given?: (frame: Frame) => Value,
): Evaluate {
  if (node.input === undefined) return given ?? (() => null);
  return node.input.kind === 'filter'
    ? compileFilter(node.input, scope, compile, given)
    : compile(node.input, scope);
}

/** `input is name(…)`. */
export function compileTest(node: Test, scope: Scope, compile: Compile): Evaluate {
  const input = compile(node.input, scope);
  return compileBuiltin(node, scope, compile, input, tests, () => unknown('A3011', 'test', node.name, tests));
}

function compileBuiltin(
  node: Filter | Test,
  scope: Scope,
  compile: Compile,
  input: Evaluate,
  table: ReadonlyMap<string, Builtin>,
  notFound: () => TemplateError,
): Evaluate {
  const method = table.get(node.name);
  const { positional, named } = compileArguments(node.args ?? noArguments, scope, compile);
  const { source } = scope;
  const { start, end } = node;
  return (frame) => {
    try {
      if (method === undefined) throw notFound();
      return callBuiltin(method, input(frame), positional(frame), named(frame));
    } catch (thrown) {
      throw located(thrown, source, start, end);
    }
  };
}

/** What an unknown filter or test is, wherever it is found out. */
export function unknown(
  code: 'A3010' | 'A3011',
  what: 'filter' | 'test',
  name: string,
  table: ReadonlyMap<string, Builtin>,
): TemplateError {
  return new TemplateError(code, `there is no ${what} named '${name}'`, didYouMean(name, table.keys()));
}
