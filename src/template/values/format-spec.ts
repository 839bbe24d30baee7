import { overflowError, typeError, valueError } from '../errors.ts';
import { reserve } from '../run.ts';
import { floatRepr, PyFloat } from './float.ts';
import { formatMagnitude } from './float-format.ts';
import { textLength } from './iterate.ts';
import { asDouble, asInteger, integerText } from './number.ts';
import { toText } from './repr.ts';
import { typeName } from './type-name.ts';
import { isObject, type Value } from './value.ts';

export interface FormatSpec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const pattern = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

export function parseFormatSpec(spec: string, of: Value): FormatSpec {
  const match = pattern.exec(spec);
  if (match === null)
    throw valueError(`Invalid format specifier '${spec}' for object of type '${typeName(of)}'`);
  const [, fill, align, sign, coerced, alternate, zero, width, grouping, precision, type] = match;
  if (coerced !== undefined && !(of instanceof PyFloat))
    throw valueError(`Negative zero coercion (z) not allowed in format specifier with ${typeName(of)}`);
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero === undefined ? '' : '='),
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: small(width) ?? 0,
    grouping: grouping ?? '',
    precision: small(precision),
    type: type ?? '',
  };
}

function small(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  if (digits.length > 18) throw valueError('Too many decimal digits in format string');
  reserve(Number(digits));
  return Number(digits);
}

/** Python's `format(value, spec)`. */
export function formatValue(value: Value, spec: string): string {
  if (spec === '') return toText(value);
  if (isObject(value) && value.format !== undefined) return value.format(spec);
  if (typeof value === 'string') return formatText(value, parseFormatSpec(spec, value));
  const whole = asInteger(value);
  if (whole !== undefined) return formatInteger(whole, parseFormatSpec(spec, value), value);
  if (value instanceof PyFloat) return formatFloat(value.value, parseFormatSpec(spec, value), value);
  throw typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
}

function unknownType(spec: FormatSpec, value: Value): never {
  throw valueError(`Unknown format code '${spec.type}' for object of type '${typeName(value)}'`);
}

function formatText(text: string, spec: FormatSpec): string {
  if (spec.type !== '' && spec.type !== 's') unknownType(spec, text);
  if (spec.align === '=' && !spec.zero)
    throw valueError("'=' alignment not allowed in string format specifier");
  if (spec.sign !== '-') throw valueError('Sign not allowed in string format specifier');
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  const cut = spec.precision === undefined ? text : [...text].slice(0, spec.precision).join('');
  return pad(cut, spec.align === '=' ? '<' : spec.align || '<', spec);
}

function formatInteger(value: number | bigint, spec: FormatSpec, original: Value): string {
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '')
    return formatFloat(asDouble(value) ?? 0, spec, original);
  if (spec.precision !== undefined) throw valueError('Precision not allowed in integer format specifier');
  const magnitude = value < 0 ? (typeof value === 'number' ? -value : -value) : value;
  const sign = signOf(value < 0, spec);
  switch (spec.type) {
    case '':
      if (typeof original === 'boolean' && spec.grouping === '' && spec.sign === '-' && spec.align === '')
        return number(sign, '', integerText(magnitude), '', spec, 3);
      return number(sign, '', integerText(magnitude), '', spec, 3);
    case 'd':
    case 'n':
      return number(sign, '', integerText(magnitude), '', spec, 3);
    case 'b':
      return number(sign, spec.alternate ? '0b' : '', magnitude.toString(2), '', spec, 4);
    case 'o':
      return number(sign, spec.alternate ? '0o' : '', magnitude.toString(8), '', spec, 4);
    case 'x':
      return number(sign, spec.alternate ? '0x' : '', magnitude.toString(16), '', spec, 4);
    case 'X':
      return number(sign, spec.alternate ? '0X' : '', magnitude.toString(16).toUpperCase(), '', spec, 4);
    case 'c':
      if (value < 0 || value > 0x10ffff) throw overflowError('%c arg not in range(0x110000)');
      return pad(String.fromCodePoint(Number(value)), spec.align || '<', spec);
    default:
      return unknownType(spec, original);
  }
}

function formatFloat(value: number, spec: FormatSpec, original: Value): string {
  const negative = value < 0 || Object.is(value, -0);
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) unknownType(spec, original);
  return floatParts(plainFloat(value, spec), negative, spec);
}

function plainFloat(value: number, spec: FormatSpec): string {
  if (spec.type === '' && spec.precision === undefined) return floatRepr(Math.abs(value));
  if (spec.type !== '')
    return formatMagnitude(value, spec.type === 'n' ? 'g' : spec.type, spec.precision ?? 6, spec.alternate);
  // Without a type it is as g, but with at least one digit past the point, and an exponent one digit sooner.
  const precision = Math.max(1, spec.precision ?? 6);
  const text = formatMagnitude(value, 'g', precision, spec.alternate);
  if (!Number.isFinite(value) || text.includes('e')) return text;
  const digits = text.replace(/\..*$/, '').length;
  if (digits >= precision && !text.includes('.') && value !== 0)
    return formatMagnitude(value, 'e', precision - 1).replace(/\.?0+e/, 'e');
  return text.includes('.') ? text : `${text}.0`;
}

/** Puts sign, grouping and padding around the digits of a float or Decimal. */
export function floatParts(text: string, negative: boolean, spec: FormatSpec): string {
  const match = /^(\d+)(.*)$/s.exec(text);
  if (match === null)
    return number(signOf(negative && text !== 'nan', spec), '', text, '', { ...spec, grouping: '' }, 3);
  return number(signOf(negative, spec), '', match[1] ?? '', match[2] ?? '', spec, 3);
}

const signOf = (negative: boolean, spec: FormatSpec): string =>
  negative ? '-' : spec.sign === '-' ? '' : spec.sign;

function number(
  sign: string,
  prefix: string,
  whole: string,
  rest: string,
  spec: FormatSpec,
  group: number,
): string {
  const head = sign + prefix;
  const align = spec.align || '>';
  let digits = grouped(whole, spec.grouping, group);
  if (align === '=' && spec.fill === '0' && spec.grouping !== '') {
    // Zeros that fill are grouped too, as if they were digits.
    let zeros = whole;
    while (head.length + grouped(zeros, spec.grouping, group).length + rest.length < spec.width)
      zeros = `0${zeros}`;
    digits = grouped(zeros, spec.grouping, group);
  }
  const body = digits + rest;
  if (align !== '=') return pad(head + body, align, spec);
  return head + spec.fill.repeat(Math.max(0, spec.width - head.length - body.length)) + body;
}

function grouped(digits: string, separator: string, size: number): string {
  if (separator === '') return digits;
  const parts: string[] = [];
  for (let end = digits.length; end > 0; end -= size)
    parts.unshift(digits.slice(Math.max(0, end - size), end));
  return parts.join(separator);
}

export function pad(text: string, align: string, spec: Pick<FormatSpec, 'fill' | 'width'>): string {
  const missing = spec.width - textLength(text);
  if (missing <= 0) return text;
  if (align === '<') return text + spec.fill.repeat(missing);
  if (align === '^') {
    const left = missing >> 1;
    return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
  }
  return spec.fill.repeat(missing) + text;
}
