import {
  datetimeModule,
  fromJs,
  type Globals,
  HostFunction,
  listOf,
  PyDecimal,
  PySet,
  PyTuple,
  repr,
  TemplateError,
  toText,
  type Value,
} from '../../src/template/index.ts';

/** A record as the globals of a template. */
export function globalsOf(record: Readonly<Record<string, unknown>>): Globals {
  const values = new Map<string, Value>();
  for (const [name, value] of Object.entries(record)) values.set(name, fromJs(value));
  return { get: (name) => values.get(name), has: (name) => values.has(name), names: () => values.keys() };
}

const fn = (name: string, run: (args: readonly Value[]) => Value): HostFunction =>
  new HostFunction(name, run);

/** What the oracle's environment has beside Jinja's own globals. */
export const oracleGlobals: Readonly<Record<string, Value>> = {
  datetime: datetimeModule(() => Date.UTC(2024, 0, 2, 3, 4, 5)),
  Decimal: fn('Decimal', ([text]) => {
    const decimal = PyDecimal.parse(toText(text ?? '0'));
    if (decimal === undefined) throw new TemplateError('A3004', 'not a decimal');
    return decimal;
  }),
  set: fn('set', ([items]) => new PySet(listOf(items ?? []))),
  tuple: fn('tuple', ([items]) => new PyTuple(listOf(items ?? []))),
  list: fn('list', ([items]) => listOf(items ?? [])),
  str: fn('str', ([value]) => toText(value ?? '')),
  repr: fn('repr', ([value]) => repr(value ?? null)),
  zip: fn('zip', (args) => {
    const lists = args.map(listOf);
    const length = Math.min(...lists.map((list) => list.length));
    return Array.from({ length }, (_, index) => new PyTuple(lists.map((list) => list[index]!)));
  }),
};
