import { YamlFloat } from '../../project/index.ts';

/** What JSON cannot say of a value: where in it, and what stands there. */
export type Oddity = readonly [path: readonly (string | number)[], kind: OddKind, text: string];
type OddKind = 'float' | 'bigint' | 'number' | 'undefined';

/** A value that cannot be stored, such as a function. */
export class NotStorable extends Error {}

/** The value as JSON has it, the same where it is; what JSON cannot say is added to `odd`. */
export const plainValue = (value: unknown, path: readonly (string | number)[], odd: Oddity[]): unknown =>
  isPlain(value) ? value : plainCopy(value, path, odd);

/** Whether JSON says all of it, as nearly always. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isPlain);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) {
    if (key === '__proto__' || !isPlain((value as Readonly<Record<string, unknown>>)[key])) return false;
  }
  return true;
}

function plainCopy(value: unknown, path: readonly (string | number)[], odd: Oddity[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      odd.push([path, 'number', Object.is(value, -0) ? '-0' : String(value)]);
      return null;
    case 'bigint':
      odd.push([path, 'bigint', String(value)]);
      return null;
    case 'undefined':
      odd.push([path, 'undefined', '']);
      return null;
    case 'object':
      return value === null ? null : plainObject(value, path, odd);
    default:
      throw new NotStorable(`${path.join('.')} is a ${typeof value}`);
  }
}

function plainObject(value: object, path: readonly (string | number)[], odd: Oddity[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => plainCopy(item, [...path, index], odd));
  if (value instanceof YamlFloat) {
    odd.push([path, 'float', Object.is(value.value, -0) ? '-0' : String(value.value)]);
    return null;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotStorable(`${path.join('.')} is a ${value.constructor?.name}`);
  const plain: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    // As the name of a key it would be the prototype.
    if (key === '__proto__') throw new NotStorable(`${path.join('.')} has the key __proto__`);
    plain[key] = plainCopy(item, [...path, key], odd);
  }
  return plain;
}

/** Puts back what JSON could not say. */
export function restoreOdd(value: unknown, odd: readonly Oddity[]): void {
  for (const [path, kind, text] of odd) {
    let holder = value as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
    holder[path.at(-1)!] = oddValue(kind, text);
  }
}

function oddValue(kind: OddKind, text: string): unknown {
  switch (kind) {
    case 'float':
      return new YamlFloat(Number(text));
    case 'bigint':
      return BigInt(text);
    case 'number':
      return Number(text);
    case 'undefined':
      return undefined;
  }
}
