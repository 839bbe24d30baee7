import { YamlFloat, YamlTime, type YamlValue } from './value.ts';

const integer = /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*)$/;
const float = /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/;

const sexagesimal = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const sexagesimalFloat = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/;

const words: ReadonlyMap<string, YamlValue> = new Map<string, YamlValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, YamlValue] => [word, null]),
  ...spellings('true', 'yes', 'on').map((word): [string, YamlValue] => [word, true]),
  ...spellings('false', 'no', 'off').map((word): [string, YamlValue] => [word, false]),
  ...spellings('.inf').flatMap((word): [string, YamlValue][] => [
    [word, new YamlFloat(Infinity)],
    [`+${word}`, new YamlFloat(Infinity)],
    [`-${word}`, new YamlFloat(-Infinity)],
  ]),
  ...['.nan', '.NaN', '.NAN'].map((word): [string, YamlValue] => [word, new YamlFloat(Number.NaN)]),
]);

function spellings(...lower: string[]): string[] {
  return lower.flatMap((word) => [
    word,
    word.replace(/[a-z]/, (first) => first.toUpperCase()),
    word.toUpperCase(),
  ]);
}

/**
 * The value of an unquoted scalar, by PyYAML's rules (YAML 1.1), since that is what dbt reads: yes/no/on/off are booleans,
 * 010 is 8, 1e3 is a text. Apart from two: dates and times stay texts, and 12:30 is a text and not 750.
 */
export function resolvePlain(text: string): YamlValue {
  const first = text.charCodeAt(0);
  // Almost every scalar starts with a letter that no number, boolean or null starts with.
  if (text.length > 5 && ((first >= 65 && first <= 90) || (first >= 97 && first <= 122))) return text;
  const word = words.get(text);
  if (word !== undefined) return word;
  if ((first < 48 || first > 57) && first !== 43 && first !== 45 && first !== 46) return text;
  if (integer.test(text)) return integerValue(text);
  if (float.test(text)) return new YamlFloat(Number(text.replaceAll('_', '')));
  return text;
}

function integerValue(text: string): number | bigint {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  const octal = /^0[0-7]/.test(digits);
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  const signed = negative ? -value : value;
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
}

/** `1:30` is 90 and `1:30.5` is 90.5 in YAML 1.1, as dbt has them. */
export function resolveAsPython(text: string): YamlValue {
  if (!text.includes(':')) return resolvePlain(text);
  const isFloat = sexagesimalFloat.test(text);
  if (!isFloat && !sexagesimal.test(text)) return resolvePlain(text);
  const parts = text.replace(/^[-+]/, '').replaceAll('_', '').split(':').map(Number);
  const value = parts.reduce((sum, part) => sum * 60 + part, 0) * (text.startsWith('-') ? -1 : 1);
  return isFloat ? new YamlFloat(value) : value;
}

const day = /^\d{4}-\d\d-\d\d$/;
const moment =
  /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/;

/** The same, with dates and times as such. */
export const resolveWithTimes = (text: string): YamlValue =>
  day.test(text) || moment.test(text) ? new YamlTime(text) : resolveAsPython(text);

/** What an unquoted scalar is. */
export type Resolve = (text: string) => YamlValue;
