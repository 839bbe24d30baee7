import { md5, SourceText } from '../../../base/index.ts';
import { fromYaml, toYaml } from '../../../manifest/index.ts';
import { readYaml, toPlain, writeYaml } from '../../../project/index.ts';
import {
  fromJson,
  HostFunction,
  type Kwargs,
  listOf,
  PyDict,
  PySet,
  PyTuple,
  TemplateError,
  toJson,
  toText,
  truthy,
  type Value,
} from '../../../template/index.ts';

type Run = (args: readonly Value[], kwargs: Kwargs) => Value;

const fn = (name: string, run: Run) => [name, new HostFunction(name, run)] as const;

/** What the work gives; the fallback where it cannot be done with these values. */
function otherwise(fallback: Value | undefined, work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof TemplateError && (thrown.code === 'A3003' || thrown.code === 'A3004'))
      return fallback ?? null;
    throw thrown;
  }
}

const zip = (lists: readonly Value[][]): Value[] => {
  const length = lists.length === 0 ? 0 : Math.min(...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => new PyTuple(lists.map((list) => list[index]!)));
};

const sortKeys = (kwargs: Kwargs, given: Value | undefined): boolean =>
  truthy(given ?? kwargs.get('sort_keys') ?? false);

/** What is in the first dict of lists and not in the second, whatever the case of the text. */
function differenceOf(a: Value | undefined, b: Value | undefined): PyDict {
  const lower = (value: Value): string => toText(value).toLowerCase();
  const others = new Map(
    b instanceof PyDict ? [...b.pairs()].map(([key, values]) => [lower(key), listOf(values).map(lower)]) : [],
  );
  const left = new PyDict();
  for (const [key, values] of a instanceof PyDict ? a.pairs() : []) {
    const other = others.get(lower(key));
    const rest =
      other === undefined ? values : listOf(values).filter((value) => !other.includes(lower(value)));
    if (other === undefined || (rest as Value[]).length > 0) left.set(key, rest);
  }
  return left;
}

function fromYamlText(text: Value, fallback: Value | undefined): Value {
  const read = readYaml(new SourceText('', toText(text)), { repeatedKeys: 'last', times: true });
  return read.ok ? fromYaml(read.value.value) : (fallback ?? null);
}

/** The functions of dbt's that are the same in every template. */
export const functions: readonly (readonly [string, Value])[] = [
  fn('fromjson', ([text, fallback], kwargs) =>
    otherwise(fallback ?? kwargs.get('default'), () => fromJson(toText(text ?? kwargs.get('string') ?? ''))),
  ),
  fn('tojson', ([value, , sorted], kwargs) =>
    toJson(value ?? kwargs.get('value') ?? null, sortKeys(kwargs, sorted)),
  ),
  fn('fromyaml', ([text, fallback], kwargs) =>
    fromYamlText(text ?? kwargs.get('value') ?? '', fallback ?? kwargs.get('default')),
  ),
  fn('toyaml', ([value, , sorted], kwargs) =>
    writeYaml(toPlain(toYaml(value ?? kwargs.get('value') ?? null)), {
      sortKeys: sortKeys(kwargs, sorted),
      indentLists: false,
    }),
  ),
  fn('local_md5', ([text], kwargs) => md5(toText(text ?? kwargs.get('value') ?? ''))),
  fn('set', ([items, fallback], kwargs) =>
    otherwise(fallback ?? kwargs.get('default'), () => new PySet(listOf(items ?? null))),
  ),
  fn('set_strict', ([items]) => new PySet(listOf(items ?? null))),
  fn('zip', (lists, kwargs) => otherwise(kwargs.get('default'), () => zip(lists.map(listOf)))),
  fn('zip_strict', (lists) => zip(lists.map(listOf))),
  fn('diff_of_two_dicts', ([a, b], kwargs) =>
    differenceOf(a ?? kwargs.get('dict_a'), b ?? kwargs.get('dict_b')),
  ),
  fn('adapter_macro', ([name]) => {
    throw new TemplateError(
      'A3032',
      `adapter_macro('${toText(name ?? '')}') is gone from dbt`,
      'use adapter.dispatch()',
    );
  }),
];
