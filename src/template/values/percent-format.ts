import { keyError, overflowError, typeError, valueError } from '../errors.ts';
import { reserve, spend } from '../run.ts';
import { toInteger } from './convert.ts';
import { PyDecimal } from './decimal.ts';
import { PyDict } from './dict.ts';
import { PyFloat } from './float.ts';
import { formatMagnitude } from './float-format.ts';
import { pad } from './format-spec.ts';
import { asDouble, asInteger, integerOf, integerText } from './number.ts';
import { asciiRepr, quoted, repr, toText } from './repr.ts';
import { PyTuple } from './tuple.ts';
import { typeName } from './type-name.ts';
import { isObject, type Value } from './value.ts';

const directive = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:[hlL])?(.)?/gsu;

/** Python's `template % values`. */
export function percentFormat(template: string, values: Value): string {
  const items = values instanceof PyTuple ? values.items : [values];
  let used = 0;
  let byName = false;
  const next = (): Value => {
    const item = items[used++];
    if (item === undefined) throw typeError('not enough arguments for format string');
    return item;
  };
  const size = (text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    const given = text === '*' ? asInteger(next()) : Number(text);
    if (typeof given !== 'number') throw typeError('* wants int');
    if (given > 0) reserve(given);
    return given;
  };
  spend(template.length >> 6);
  const result = template.replace(directive, (all, name, flags, width, precision, type, offset: number) => {
    if (type === undefined) throw valueError('incomplete format');
    if (type === '%' && all.length === 2) return '%';
    let item: Value | undefined;
    if (name !== undefined) {
      byName = true;
      item = named(values, name);
    }
    const columns = size(width) ?? 0;
    const digits = all.includes('.') ? (size(precision) ?? 0) : undefined;
    if (type === '%') return '%';
    if (!'sradiouxXeEfFgGc'.includes(type))
      throw valueError(
        `unsupported format character '${type}' (0x${type.codePointAt(0)?.toString(16)}) at index ${offset + all.length - 1}`,
      );
    item ??= next();
    const text = directiveText(type, item, flags, digits);
    const left = flags.includes('-') || columns < 0;
    const zero = flags.includes('0') && !left && !'src'.includes(type) && type !== 'a';
    if (!zero) return pad(text, left ? '<' : '>', { fill: ' ', width: Math.abs(columns) });
    const head = /^[-+ ]?(?:0[xXo])?(?=.)/.exec(text)?.[0] ?? '';
    const start = flags.includes('#') ? head : head.replace(/0[xXo]$/, '');
    return start + pad(text.slice(start.length), '>', { fill: '0', width: columns - start.length });
  });
  reserve(result.length);
  if (used < items.length && !(byName || isMapping(values)))
    throw typeError('not all arguments converted during string formatting');
  return result;
}

const isMapping = (value: Value): boolean =>
  Array.isArray(value) || (isObject(value) && value.getItem !== undefined && !(value instanceof PyTuple));

function named(values: Value, name: string): Value {
  if (!(values instanceof PyDict)) throw typeError('format requires a mapping');
  const item = values.get(name);
  if (item === undefined) throw keyError(quoted(name));
  return item;
}

function directiveText(type: string, item: Value, flags: string, precision: number | undefined): string {
  if (type === 's' || type === 'r' || type === 'a') {
    const text = type === 's' ? toText(item) : type === 'r' ? repr(item) : asciiRepr(item);
    return precision === undefined ? text : [...text].slice(0, precision).join('');
  }
  if (type === 'c') return character(item);
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if ('eEfFgG'.includes(type)) {
    const value = item instanceof PyDecimal ? item.toNumber() : asDouble(item);
    if (value === undefined) throw typeError(`must be real number, not ${typeName(item)}`);
    const text = formatMagnitude(value, type, precision ?? 6, flags.includes('#'));
    return (value < 0 || Object.is(value, -0) ? '-' : plus) + text;
  }
  const whole = wholeNumber(type, item);
  const magnitude = whole < 0 ? -whole : whole;
  const digits = integerDigits(type, magnitude).padStart(precision ?? 0, '0');
  const prefix = flags.includes('#') ? ({ x: '0x', X: '0X', o: '0o' }[type] ?? '') : '';
  return (whole < 0 ? '-' : plus) + prefix + digits;
}

function integerDigits(type: string, magnitude: number | bigint): string {
  if (type === 'x') return magnitude.toString(16);
  if (type === 'X') return magnitude.toString(16).toUpperCase();
  return type === 'o' ? magnitude.toString(8) : integerText(magnitude);
}

function wholeNumber(type: string, item: Value): number | bigint {
  const whole = asInteger(item);
  if (whole !== undefined) return whole;
  if (item instanceof PyDecimal && 'diu'.includes(type)) return toInteger(item);
  if (item instanceof PyFloat && 'diu'.includes(type)) {
    if (Number.isFinite(item.value)) return integerOf(Math.trunc(item.value));
    throw Number.isNaN(item.value)
      ? valueError('cannot convert float NaN to integer')
      : overflowError('cannot convert float infinity to integer');
  }
  const wanted = 'diu'.includes(type) ? 'a real number is required' : 'an integer is required';
  throw typeError(`%${type} format: ${wanted}, not ${typeName(item)}`);
}

function character(item: Value): string {
  if (typeof item === 'string' && [...item].length === 1) return item;
  const code = asInteger(item);
  if (typeof code !== 'number') throw typeError('%c requires int or char');
  if (code < 0 || code > 0x10ffff) throw overflowError('%c arg not in range(0x110000)');
  return String.fromCodePoint(code);
}
