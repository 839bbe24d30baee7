import { attributeError, indexError, keyError, typeError, valueError } from '../errors.ts';
import { reserve } from '../run.ts';
import { formatValue } from './format-spec.ts';
import { asciiRepr, quoted, repr, toText } from './repr.ts';
import { itemAt } from './slice.ts';
import { PyTuple } from './tuple.ts';
import { typeName } from './type-name.ts';
import { isObject, type Kwargs, type Value } from './value.ts';

interface Fields {
  readonly args: readonly Value[];
  readonly kwargs: Kwargs;
  automatic: number;
  manual: boolean;
}

/** Python's `str.format`. */
export function formatText(template: string, args: readonly Value[], kwargs: Kwargs): string {
  return expand(template, { args, kwargs, automatic: 0, manual: false }, 2);
}

function expand(template: string, fields: Fields, depth: number): string {
  if (depth === 0) throw valueError('Max string recursion exceeded');
  let result = '';
  for (let i = 0; i < template.length; ) {
    const character = template[i]!;
    if (character !== '{' && character !== '}') {
      const next = template.slice(i).search(/[{}]/);
      result += next === -1 ? template.slice(i) : template.slice(i, i + next);
      i = next === -1 ? template.length : i + next;
    } else if (template[i + 1] === character) {
      result += character;
      i += 2;
    } else if (character === '}') throw valueError("Single '}' encountered in format string");
    else {
      const end = closing(template, i + 1);
      result += replacement(template.slice(i + 1, end), fields, depth);
      reserve(result.length);
      i = end + 1;
    }
  }
  return result;
}

function closing(template: string, from: number): number {
  if (from === template.length) throw valueError("Single '{' encountered in format string");
  for (let i = from, depth = 1; i < template.length; i++) {
    if (template[i] === '{') depth++;
    else if (template[i] === '}' && --depth === 0) return i;
  }
  throw valueError("expected '}' before end of string");
}

function replacement(field: string, fields: Fields, depth: number): string {
  const match = /^([^!:[]*(?:\[[^\]]*\][^!:[]*)*)(?:!(.?))?(?::(.*))?$/s.exec(field);
  if (match === null) throw valueError("expected ':' after conversion specifier");
  const [, name = '', conversion, spec = ''] = match;
  let value = lookup(name, fields);
  if (conversion === 's') value = toText(value);
  else if (conversion === 'r') value = repr(value);
  else if (conversion === 'a') value = asciiRepr(value);
  else if (conversion !== undefined)
    throw valueError(
      conversion === '' ? "unmatched '{' in format spec" : `Unknown conversion specifier ${conversion}`,
    );
  return formatValue(value, spec.includes('{') ? expand(spec, fields, depth - 1) : spec);
}

function lookup(name: string, fields: Fields): Value {
  const [, first = '', rest = ''] = /^([^.[]*)(.*)$/s.exec(name)!;
  let value = base(first, fields);
  for (const [, attribute, item] of rest.matchAll(/\.([^.[]+)|\[([^\]]+)\]/g))
    value = attribute === undefined ? itemOf(value, item!) : attributeOf(value, attribute);
  return value;
}

function base(name: string, fields: Fields): Value {
  if (name !== '' && !/^\d+$/.test(name)) {
    const value = fields.kwargs.get(name);
    if (value === undefined) throw keyError(quoted(name));
    return value;
  }
  const manual = name !== '';
  if (fields.automatic > 0 && manual)
    throw valueError('cannot switch from automatic field numbering to manual field specification');
  if (fields.manual && !manual)
    throw valueError('cannot switch from manual field specification to automatic field numbering');
  fields.manual = manual;
  const index = manual ? Number(name) : fields.automatic++;
  const value = fields.args[index];
  if (value === undefined)
    throw indexError(`Replacement index ${index} out of range for positional args tuple`);
  return value;
}

function attributeOf(value: Value, name: string): Value {
  const found = isObject(value) ? value.getAttr?.(name) : undefined;
  if (found === undefined) throw attributeError(`'${typeName(value)}' object has no attribute '${name}'`);
  return found;
}

function itemOf(value: Value, key: string): Value {
  const index = /^\d+$/.test(key) ? Number(key) : undefined;
  if (Array.isArray(value) || typeof value === 'string' || value instanceof PyTuple) {
    if (index === undefined)
      throw typeError(
        `${typeName(value)} indices must be integers${typeof value === 'string' ? '' : ' or slices'}, not str`,
      );
    const found = itemAt(value, index);
    if (found === undefined)
      throw indexError(`${typeof value === 'string' ? 'string' : typeName(value)} index out of range`);
    return found;
  }
  if (!isObject(value) || value.getItem === undefined)
    throw typeError(`'${typeName(value)}' object is not subscriptable`);
  const found = value.getItem(index ?? key);
  if (found === undefined) throw keyError(index === undefined ? quoted(key) : key);
  return found;
}
