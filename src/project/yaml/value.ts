/**
 * What YAML can hold, read as PyYAML reads it: numbers are integers (bigint past 2^53), floats are boxed so that 1.0 stays
 * apart from 1, dates and times stay the strings that were written but where they are asked for.
 */
export type YamlValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | YamlFloat
  | YamlTime
  | YamlSequence
  | YamlMapping;
export type YamlSequence = readonly YamlValue[];
export interface YamlMapping {
  readonly [key: string]: YamlValue;
}

/** A YAML float; `toJSON` gives the number. */
export class YamlFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toJSON(): number {
    return this.value;
  }

  /** As it is usually written: 1.0, not 1. */
  toString(): string {
    return Number.isInteger(this.value) && Math.abs(this.value) < 1e16
      ? this.value.toFixed(1)
      : String(this.value);
  }
}

/** An unquoted date, or date and time, as it was written; `toJSON` gives that. */
export class YamlTime {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    return this.text;
  }

  toString(): string {
    return this.text;
  }
}

/** Where something is in a YAML document: mapping keys and sequence indexes from the top. */
export type YamlPath = readonly (string | number)[];

export const isMapping = (value: YamlValue | undefined): value is YamlMapping =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof YamlFloat) &&
  !(value instanceof YamlTime);

export const isSequence = (value: YamlValue | undefined): value is YamlSequence => Array.isArray(value);

/** What a value is, as messages name it: `a list`, `the number 5`. */
export function describeValue(value: YamlValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'nothing (null)';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text '${shorten(value)}'`;
  if (typeof value === 'boolean') return `${value}`;
  if (value instanceof YamlFloat) return `the number ${value}`;
  if (value instanceof YamlTime) return `the date ${value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
  if (isSequence(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return 'a mapping';
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0]!;
  return line.length > 40 || line !== text ? `${line.slice(0, 40)}…` : text;
}

/** The value as plain JavaScript: floats unboxed, big integers as they are. */
export function toPlain(value: YamlValue): unknown {
  if (value instanceof YamlFloat) return value.value;
  if (value instanceof YamlTime) return value.text;
  if (isSequence(value)) return value.map(toPlain);
  if (!isMapping(value)) return value;
  const plain: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) setOwn(plain, key, toPlain(item));
  return plain;
}

/** Sets a key also when it is called `__proto__`. */
export function setOwn<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else object[key] = value;
}
