import { typeError } from '../errors.ts';
import { reserve, spend } from '../run.ts';
import { type Builtin, builtin, intArgument } from '../values/builtin.ts';
import { PyDict } from '../values/dict.ts';
import { floatRepr, PyFloat } from '../values/float.ts';
import { integerText } from '../values/number.ts';
import { compareText } from '../values/order.ts';
import { PyTuple } from '../values/tuple.ts';
import { typeName } from '../values/type-name.ts';
import type { Value } from '../values/value.ts';

/** Python's `json.dumps(value, sort_keys=…)`. */
export const toJson = (value: Value, sortKeys: boolean): string => dump(value, undefined, '', sortKeys);

/** Python's `json.dumps(value, sort_keys=…, indent=…)`. */
function dump(value: Value, indent: string | undefined, margin: string, sortKeys = true): string {
  spend(1);
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return integerText(value);
  if (value instanceof PyFloat) return floatText(value.value);
  const inner = indent === undefined ? '' : margin + indent;
  const wrap = (open: string, items: string[], close: string): string => {
    if (items.length === 0) return open + close;
    if (indent === undefined) return open + items.join(', ') + close;
    const text = `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
    reserve(text.length);
    return text;
  };
  const items = value instanceof PyTuple ? value.items : value;
  if (Array.isArray(items))
    return wrap(
      '[',
      items.map((item) => dump(item, indent, inner, sortKeys)),
      ']',
    );
  if (value instanceof PyDict) {
    const pairs = [...value.pairs()].map(([key, item]): [string, Value] => [keyText(key), item]);
    if (sortKeys) pairs.sort(([a], [b]) => compareText(a, b));
    return wrap(
      '{',
      pairs.map(([key, item]) => `${quote(key)}: ${dump(item, indent, inner, sortKeys)}`),
      '}',
    );
  }
  throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? floatRepr(value) : value > 0 ? 'Infinity' : '-Infinity';
}

function keyText(key: Value): string {
  if (typeof key === 'string') return key;
  if (key === null || typeof key === 'boolean' || typeof key === 'number' || key instanceof PyFloat)
    return dump(key, undefined, '');
  throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

const quote = (text: string): string =>
  JSON.stringify(text).replace(/[\x7f-\uffff]/g, (unit) =>
    unit === '\x7f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** As Jinja's, safe inside HTML too: `<`, `>`, `&` and `'` are escaped. */
const unsafe = /[<>&']/g;

export const json: readonly [string, Builtin][] = [
  builtin('tojson', 'indent?', (self, [indent]) => {
    const width =
      indent === null ? undefined : indent === undefined ? undefined : Math.max(0, intArgument(indent, 0));
    if (width !== undefined) reserve(width);
    const text = dump(self, width === undefined ? undefined : ' '.repeat(width), '');
    return text.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }),
];
