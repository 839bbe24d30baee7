import { keyError, typeError, valueError } from '../errors.ts';
import { type Bound, type Builtin, builtin } from '../values/builtin.ts';
import { PyDict } from '../values/dict.ts';
import { DictView } from '../values/dict-view.ts';
import { each, listOf } from '../values/iterate.ts';
import { repr } from '../values/repr.ts';
import { PyTuple } from '../values/tuple.ts';
import { given, isObject, type Kwargs, type PyObject, type Value } from '../values/value.ts';

const own = (self: Value): PyDict => self as PyDict;

/** Python's methods of dict. */
export const dictMethods: ReadonlyMap<string, Builtin> = new Map([
  builtin('keys', '', (self) => new DictView(own(self), 'keys')),
  builtin('values', '', (self) => new DictView(own(self), 'values')),
  builtin('items', '', (self) => new DictView(own(self), 'items')),
  builtin('get', 'key default?', (self, [key, fallback]) =>
    given(own(self).get(key!), given(fallback, null)),
  ),
  builtin('pop', 'key default?', (self, [key, fallback]) => {
    const value = own(self).get(key!);
    if (value === undefined && fallback === undefined) throw keyError(repr(key!));
    own(self).delete(key!);
    return given(value, fallback!);
  }),
  builtin('popitem', '', (self) => {
    const last = [...own(self).pairs()].at(-1);
    if (last === undefined) throw keyError("'popitem(): dictionary is empty'");
    own(self).delete(last[0]);
    return new PyTuple(last);
  }),
  builtin('setdefault', 'key default?', (self, [key, fallback]) => {
    const value = own(self).get(key!);
    if (value !== undefined) return value;
    own(self).set(key!, given(fallback, null));
    return given(fallback, null);
  }),
  builtin('update', '*', (self, args, kwargs) => {
    update(own(self), args, kwargs, 'update');
    return null;
  }),
  builtin('copy', '', (self) => new PyDict(own(self).pairs())),
  builtin('clear', '', (self) => {
    own(self).clear();
    return null;
  }),
  builtin('fromkeys', 'keys value?', (_self, [keys, value]) => {
    const result = new PyDict();
    for (const key of each(keys!)) result.set(key, given(value, null));
    return result;
  }),
]);

/** `dict.update(mapping or pairs, **kwargs)`, which is also how `dict()` fills itself. */
export function update(dict: PyDict, args: Bound, kwargs: Kwargs, name: string): void {
  const [source] = args;
  if (args.length > 1) throw typeError(`${name} expected at most 1 argument, got ${args.length}`);
  if (source !== undefined) {
    if (source instanceof PyDict) for (const [key, value] of source.pairs()) dict.set(key, value);
    else if (
      isObject(source) &&
      source.getItem !== undefined &&
      source.iterate !== undefined &&
      !(source instanceof PyTuple)
    )
      for (const key of keysOf(source)) dict.set(key, given(source.getItem(key), null));
    else addPairs(dict, source);
  }
  for (const [key, value] of kwargs) dict.set(key, value);
}

/** What has keys is a mapping to Python, whatever it iterates over. */
function keysOf(source: PyObject): Iterable<Value> {
  const keys = source.getAttr?.('keys');
  return each(isObject(keys) && keys.call !== undefined ? keys.call([], new Map()) : source);
}

function addPairs(dict: PyDict, source: Value): void {
  let index = 0;
  for (const pair of each(source)) {
    const items = listOf(pair);
    if (items.length !== 2)
      throw valueError(
        `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
      );
    dict.set(items[0]!, items[1]!);
    index++;
  }
}
