import {
  callValue,
  each,
  HostFunction,
  Lazy,
  listOf,
  PyDict,
  PyTuple,
  type Value,
} from '../../template/index.ts';

const add = (a: Value, b: Value): Value => {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  const sum =
    typeof a === 'object' && a !== null && !Array.isArray(a) ? a.binary?.('+', b, false) : undefined;
  return sum ?? (Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : null);
};

function* count(start: number, step: number): Generator<Value> {
  for (let value = start; ; value += step) yield value;
}

function* cycle(items: readonly Value[]): Generator<Value> {
  while (items.length > 0) yield* items;
}

function* repeat(value: Value, times: number): Generator<Value> {
  for (let index = 0; index < times; index++) yield value;
}

function* accumulate(
  items: Iterable<Value>,
  combine: (a: Value, b: Value) => Value,
  initial?: Value,
): Generator<Value> {
  let total = initial;
  if (total !== undefined) yield total;
  for (const item of items) {
    total = total === undefined ? item : combine(total, item);
    yield total;
  }
}

function* chain(lists: readonly Value[]): Generator<Value> {
  for (const list of lists) yield* each(list);
}

function* slice(items: Iterable<Value>, start: number, stop: number, step: number): Generator<Value> {
  let index = 0;
  for (const item of items) {
    if (index >= stop) return;
    if (index >= start && (index - start) % step === 0) yield item;
    index++;
  }
}

function* longest(lists: readonly (readonly Value[])[], fill: Value): Generator<Value> {
  const length = Math.max(0, ...lists.map((list) => list.length));
  for (let index = 0; index < length; index++) yield new PyTuple(lists.map((list) => list[index] ?? fill));
}

function* product(lists: readonly (readonly Value[])[]): Generator<readonly Value[]> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const item of first) for (const others of product(rest)) yield [item, ...others];
}

/** Choices of so many items: in every order, or in the items' own, each once or again and again. */
function* choices(
  items: readonly Value[],
  size: number,
  next: (left: readonly number[], at: number) => readonly number[],
): Generator<readonly Value[]> {
  function* from(left: readonly number[], taken: readonly Value[]): Generator<readonly Value[]> {
    if (taken.length === size) yield taken;
    else for (const [at, index] of left.entries()) yield* from(next(left, at), [...taken, items[index]!]);
  }
  yield* from(
    items.map((_, index) => index),
    [],
  );
}

function* tuples(values: Iterable<readonly Value[]>): Generator<Value> {
  for (const items of values) yield new PyTuple(items);
}

const fn = (
  name: string,
  run: (args: readonly Value[], kwargs: ReadonlyMap<string, Value>) => Iterator<Value>,
) => [name, new HostFunction(name, (args, kwargs) => new Lazy(run(args, kwargs), name))] as const;
const whole = (value: Value | undefined, fallback: number): number =>
  value === undefined || value === null ? fallback : Number(value);

/** `chain(a, b)`, and `chain.from_iterable(lists)`. */
const chainFunction: Value = {
  typeName: 'type',
  call: (lists: readonly Value[]) => new Lazy(chain(lists), 'itertools.chain'),
  getAttr: (name: string) =>
    name === 'from_iterable'
      ? new HostFunction(name, ([lists]) => new Lazy(chain(listOf(lists!)), 'itertools.chain'))
      : undefined,
};

/** What templates have of Python's module `itertools`. */
export const iterationModule: Value = new PyDict([
  ['chain', chainFunction],
  fn('count', ([start, step], kwargs) =>
    count(whole(start ?? kwargs.get('start'), 0), whole(step ?? kwargs.get('step'), 1)),
  ),
  fn('cycle', ([items]) => cycle(listOf(items!))),
  fn('repeat', ([value, times], kwargs) =>
    repeat(value!, whole(times ?? kwargs.get('times'), Number.POSITIVE_INFINITY)),
  ),
  fn('accumulate', ([items, by], kwargs) => {
    const combine = by ?? kwargs.get('func') ?? null;
    const both = combine === null ? add : (a: Value, b: Value) => callValue(combine, [a, b], new Map());
    return accumulate(each(items!), both, kwargs.get('initial'));
  }),
  fn('compress', ([items, selectors]) => {
    const wanted = listOf(selectors!);
    return listOf(items!)
      .filter((_, index) => wanted[index] === true || wanted[index] === 1)
      .values();
  }),
  fn('islice', ([items, start, stop, step]) =>
    stop === undefined
      ? slice(each(items!), 0, whole(start, Number.POSITIVE_INFINITY), 1)
      : slice(each(items!), whole(start, 0), whole(stop, Number.POSITIVE_INFINITY), whole(step, 1)),
  ),
  fn('starmap', ([by, items]) =>
    listOf(items!)
      .map((args) => callValue(by!, listOf(args), new Map()))
      .values(),
  ),
  [
    'tee',
    new HostFunction('tee', ([items, copies]) => {
      const all = listOf(items!);
      return new PyTuple(Array.from({ length: whole(copies, 2) }, () => new Lazy(all.values())));
    }),
  ],
  fn('zip_longest', (lists, kwargs) => longest(lists.map(listOf), kwargs.get('fillvalue') ?? null)),
  fn('product', (lists, kwargs) => {
    const once = lists.map(listOf);
    const times = whole(kwargs.get('repeat'), 1);
    return tuples(product(Array.from({ length: times }, () => once).flat()));
  }),
  fn('permutations', ([items, size]) => {
    const all = listOf(items!);
    return tuples(
      choices(all, whole(size, all.length), (left, at) => left.filter((_, index) => index !== at)),
    );
  }),
  fn('combinations', ([items, size]) =>
    tuples(choices(listOf(items!), whole(size, 0), (left, at) => left.slice(at + 1))),
  ),
  fn('combinations_with_replacement', ([items, size]) =>
    tuples(choices(listOf(items!), whole(size, 0), (left, at) => left.slice(at))),
  ),
]);
