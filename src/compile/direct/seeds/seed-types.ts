import { PyDate, PyDateTime, PyDecimal, PyTimezone, type Value } from '../../../template/index.ts';
import type { TypeName } from '../../objects/table-type.ts';

/** A value of a seed's column of some type; undefined where the text is none. */
type Cast = (text: string) => Value | undefined;

const isNull = (text: string): boolean => {
  const bare = text.trim().toLowerCase();
  return bare === '' || bare === 'null';
};

const currency = new Set('؋$ƒ៛¥₡₱£€¢﷼₪₩₭₮₦฿₤₫'.split(''));

function number(text: string): Value | undefined {
  if (isNull(text)) return null;
  let digits = text.trim().replace(/^%+|%+$/g, '');
  const isNegative = digits.startsWith('-');
  if (isNegative) digits = digits.slice(1);
  digits = stripped(digits).replaceAll(',', '');
  if (/^\s*[+-]?(?:inf(?:inity)?|s?nan\d*)\s*$/i.test(digits)) return text;
  return PyDecimal.parse(isNegative && /^\d|^\./.test(digits.trim()) ? `-${digits.trim()}` : digits);
}

function stripped(text: string): string {
  if (!currency.has(text[0] ?? '') && !currency.has(text.at(-1) ?? '') && !/Kč|kr|zł|Ft/.test(text))
    return text;
  return [...text].filter((character) => !currency.has(character)).join('');
}

function date(text: string): Value | undefined {
  if (isNull(text)) return null;
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  return match === null ? undefined : calendar(match);
}

function dateTime(text: string): Value | undefined {
  if (isNull(text)) return null;
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})\s+(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(text.trim());
  return match === null ? undefined : moment(match);
}

function isoDateTime(text: string): Value | undefined {
  if (isNull(text)) return null;
  const match =
    /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(
      text.trim(),
    );
  return match === null ? undefined : moment(match);
}

const isDay = (year: number, month: number, day: number): boolean => {
  const given = new Date(Date.UTC(year, month - 1, day));
  return given.getUTCMonth() === month - 1 && given.getUTCDate() === day && year > 0;
};

function calendar([, year, month, day]: RegExpExecArray): Value | undefined {
  const civil = { year: Number(year), month: Number(month), day: Number(day) };
  return isDay(civil.year, civil.month, civil.day) ? new PyDate(civil) : undefined;
}

function moment(match: RegExpExecArray): Value | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  return new PyDateTime(
    { year, month, day },
    { hour, minute, second, microsecond: Number((match[7] ?? '').slice(0, 6).padEnd(6, '0')) },
    match[8] === undefined ? undefined : PyTimezone.utc(),
  );
}

function boolean(text: string): Value | undefined {
  const bare = text.replaceAll(',', '').trim().toLowerCase();
  if (isNull(bare)) return null;
  return bare === 'true' ? true : bare === 'false' ? false : undefined;
}

const asText: Cast = (text) => (isNull(text) ? null : text);

/** In this order a column's type is the first that all of its values fit. */
const casts: readonly (readonly [TypeName, Cast])[] = [
  ['Number', number],
  ['Date', date],
  ['DateTime', dateTime],
  ['ISODateTime', isoDateTime],
  ['Boolean', boolean],
  ['Text', asText],
];

/** The type of a column and its values; `isText`: it is text whatever it holds. */
export function typedValues(
  texts: readonly (string | null)[],
  isText: boolean,
): { readonly type: TypeName; readonly values: Value[] } {
  for (const [type, cast] of isText ? casts.slice(-1) : casts) {
    const values: Value[] = [];
    for (const text of texts) {
      const value = text === null ? null : cast(text);
      if (value === undefined) break;
      values.push(value);
    }
    if (values.length === texts.length) return { type, values };
  }
  return { type: 'Text', values: [...texts] };
}
