import { isMapping, YamlFloat, YamlTime, type YamlValue } from '../project/index.ts';
import {
  fromJs,
  PyDate,
  PyDateTime,
  PyDict,
  PyFloat,
  PyTimezone,
  TemplateError,
  toJs,
  type Value,
} from '../template/index.ts';

/** A template's value as YAML would hold it, for configs given in `config()`. */
export function toYaml(value: Value): YamlValue {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof PyFloat) return new YamlFloat(value.value);
  if (Array.isArray(value)) return value.map(toYaml);
  if (value instanceof PyDict)
    return Object.fromEntries([...value.pairs()].map(([key, item]) => [String(toJs(key)), toYaml(item)]));
  return toJs(value) as YamlValue;
}

/** A YAML value as templates see it: floats stay floats, however deep. */
export function fromYaml(value: YamlValue): Value {
  if (value instanceof YamlFloat) return new PyFloat(value.value);
  if (value instanceof YamlTime) return timeOf(value.text) ?? value.text;
  if (Array.isArray(value)) return value.map((item: YamlValue) => fromYaml(item));
  if (isMapping(value))
    return new PyDict(Object.entries(value).map(([key, item]) => [key, fromYaml(item)] as const));
  return fromJs(value);
}

const parts =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?)?$/;

/** A date, or a date and time; undefined where there is none such. */
function timeOf(text: string): Value | undefined {
  const [, year, month, day, hour, minute, second, fraction, utc, sign, hours, minutes] =
    parts.exec(text) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  try {
    if (hour === undefined) return new PyDate(date);
    const microsecond = Number((fraction ?? '').padEnd(6, '0').slice(0, 6));
    const time = { hour: Number(hour), minute: Number(minute), second: Number(second), microsecond };
    const offset = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60) * (sign === '-' ? -1 : 1);
    const zoned = utc !== undefined || sign !== undefined;
    return new PyDateTime(date, time, zoned ? PyTimezone.fixed(offset) : undefined);
  } catch (thrown) {
    if (thrown instanceof TemplateError) return undefined;
    throw thrown;
  }
}
