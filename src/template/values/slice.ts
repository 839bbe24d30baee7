import { typeError, valueError } from '../errors.ts';
import { spend } from '../run.ts';
import { hasSurrogates } from './iterate.ts';
import { asInteger } from './number.ts';
import { PyRange } from './range.ts';
import { PyTuple } from './tuple.ts';
import { typeName } from './type-name.ts';
import { isObject, type PyObject, type Value } from './value.ts';

/** `from:to:step`, as a key. */
export class Slice implements PyObject {
  readonly typeName = 'slice';
  readonly from: Value;
  readonly to: Value;
  readonly step: Value;

  constructor(from: Value, to: Value, step: Value) {
    this.from = from;
    this.to = to;
    this.step = step;
  }

  hashKey(): undefined {
    return undefined;
  }

  /** The indices it takes of so many items: the first, how many, and how far apart. */
  indices(length: number): { first: number; last: number; count: number; step: number } {
    const step = bound(this.step) ?? 1;
    if (step === 0) throw valueError('slice step cannot be zero');
    const low = step > 0 ? 0 : -1;
    const high = step > 0 ? length : length - 1;
    const clamp = (index: number): number =>
      index < 0 ? Math.max(low, index + length) : Math.min(high, index);
    const from = bound(this.from);
    const to = bound(this.to);
    const first = from === undefined ? (step > 0 ? low : high) : clamp(from);
    const last = to === undefined ? (step > 0 ? high : low) : clamp(to);
    return { first, last, count: Math.max(0, Math.ceil((last - first) / step)), step };
  }
}

function bound(value: Value): number | undefined {
  if (value === null) return undefined;
  const whole = asInteger(value);
  if (whole === undefined)
    throw typeError('slice indices must be integers or None or have an __index__ method');
  return Number(whole);
}

/** `value[slice]`; undefined when its type has no slices. */
export function sliced(value: Value, slice: Slice): Value | undefined {
  if (typeof value === 'string') {
    if (!hasSurrogates(value)) {
      const { first, count, step } = slice.indices(value.length);
      return step === 1 ? value.slice(first, first + count) : pick([...value], first, count, step).join('');
    }
    const characters = [...value];
    const { first, count, step } = slice.indices(characters.length);
    return pick(characters, first, count, step).join('');
  }
  if (Array.isArray(value)) return part(value, slice);
  if (value instanceof PyTuple) return new PyTuple(part(value.items, slice));
  if (value instanceof PyRange) {
    const { first, last, step } = slice.indices(value.length());
    const start = value.start + first * value.step;
    return new PyRange(start, value.start + last * value.step, step * value.step);
  }
  if (isObject(value) && value.sequence !== undefined) return new PyTuple(part(value.sequence(), slice));
  return undefined;
}

function part(items: readonly Value[], slice: Slice): Value[] {
  const { first, count, step } = slice.indices(items.length);
  spend(count >> 4);
  return step === 1 ? items.slice(first, first + count) : pick(items, first, count, step);
}

function pick<T>(items: readonly T[], first: number, count: number, step: number): T[] {
  spend(count);
  const result: T[] = [];
  for (let i = 0; i < count; i++) result.push(items[first + i * step]!);
  return result;
}

/** The item of a string, list, tuple or range at an index, which may count from the end. */
export function itemAt(value: Value, index: number): Value | undefined {
  if (Array.isArray(value)) return value[index < 0 ? index + value.length : index];
  if (value instanceof PyTuple) return value.items[index < 0 ? index + value.items.length : index];
  if (value instanceof PyRange) return value.at(index < 0 ? index + value.length() : index);
  if (typeof value === 'string') {
    const characters = hasSurrogates(value) ? [...value] : value;
    return characters[index < 0 ? index + characters.length : index];
  }
  throw typeError(`'${typeName(value)}' object is not subscriptable`);
}
