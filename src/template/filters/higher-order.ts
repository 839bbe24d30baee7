import { didYouMean } from '../../base/index.ts';
import { attributeGetter, type Getter } from '../attribute-path.ts';
import { runtimeError, TemplateError } from '../errors.ts';
import { type Builtin, builtin, callBuiltin, textArgument } from '../values/builtin.ts';
import { each } from '../values/iterate.ts';
import { Lazy } from '../values/lazy.ts';
import { truthy } from '../values/truth.ts';
import type { Kwargs, Value } from '../values/value.ts';

/** `map`, `select` and their kin call other filters and tests by name. */
export function higherOrder(
  filter: (name: string) => Builtin | undefined,
  tests: ReadonlyMap<string, Builtin>,
): readonly [string, Builtin][] {
  function mapper(args: readonly Value[], kwargs: Kwargs): Getter {
    const [first, ...rest] = args;
    if (first === undefined) {
      const path = kwargs.get('attribute');
      if (path === undefined) throw runtimeError('map requires a filter argument');
      for (const name of kwargs.keys())
        if (name !== 'attribute' && name !== 'default')
          throw runtimeError(`Unexpected keyword argument '${name}'`);
      return attributeGetter(path, undefined, kwargs.get('default'));
    }
    const name = textArgument(first, 'filter name');
    const method = filter(name);
    if (method === undefined) throw new TemplateError('A3010', `there is no filter named '${name}'`);
    return (item) => callBuiltin(method, item, rest, kwargs);
  }

  function predicate(args: readonly Value[], kwargs: Kwargs): (item: Value) => boolean {
    const [first, ...rest] = args;
    if (first === undefined) return truthy;
    const name = textArgument(first, 'test name');
    const method = tests.get(name);
    if (method === undefined)
      throw new TemplateError('A3011', `there is no test named '${name}'`, didYouMean(name, tests.keys()));
    return (item) => truthy(callBuiltin(method, item, rest, kwargs));
  }

  function* map(self: Value, args: readonly Value[], kwargs: Kwargs): Generator<Value> {
    if (!truthy(self)) return;
    const change = mapper(args, kwargs);
    for (const item of each(self)) yield change(item);
  }

  function* select(
    self: Value,
    args: readonly Value[],
    kwargs: Kwargs,
    wanted: boolean,
    byAttribute: boolean,
  ): Generator<Value> {
    if (!truthy(self)) return;
    const [path, ...rest] = args;
    if (byAttribute && path === undefined) throw runtimeError('Missing parameter for attribute name');
    const getter = byAttribute ? attributeGetter(path) : undefined;
    const holds = predicate(byAttribute ? rest : args, kwargs);
    for (const item of each(self))
      if (holds(getter === undefined ? item : getter(item)) === wanted) yield item;
  }

  const selecting = (name: string, wanted: boolean, byAttribute: boolean): [string, Builtin] =>
    builtin(
      name,
      '*',
      (self, args, kwargs) => new Lazy(select(self, args as Value[], kwargs, wanted, byAttribute)),
    );

  return [
    builtin('map', '*', (self, args, kwargs) => new Lazy(map(self, args as Value[], kwargs))),
    selecting('select', true, false),
    selecting('reject', false, false),
    selecting('selectattr', true, true),
    selecting('rejectattr', false, true),
  ];
}
