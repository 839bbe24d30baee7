import {
  equals,
  PyDict,
  type PyObject,
  PyTuple,
  repr,
  TemplateError,
  type Value,
} from '../../template/index.ts';
import { Members } from './members.ts';

/** The values of a row, a column, or of a table's rows and columns: found by position, and by name where they have names. */
export class MappedSequence implements PyObject {
  readonly typeName: string;
  readonly #values: () => readonly Value[];
  readonly keys: readonly string[] | undefined;
  #known: readonly Value[] | undefined;

  constructor(typeName: string, values: () => readonly Value[], keys?: readonly string[]) {
    this.typeName = typeName;
    this.#values = values;
    this.keys = keys;
  }

  get values(): readonly Value[] {
    this.#known ??= this.#values();
    return this.#known;
  }

  named(key: Value): Value | undefined {
    const index = typeof key === 'string' ? (this.keys?.indexOf(key) ?? -1) : -1;
    return index === -1 ? undefined : this.values[index];
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    if (typeof key !== 'number') return this.named(key);
    return this.values[key < 0 ? key + this.values.length : key];
  }

  sequence(): readonly Value[] {
    return this.values;
  }

  iterate(): Iterator<Value> {
    return this.values[Symbol.iterator]();
  }

  length(): number {
    return this.values.length;
  }

  truthy(): boolean {
    return this.values.length > 0;
  }

  contains(item: Value): boolean {
    return this.values.some((value) => equals(value, item));
  }

  equals(other: Value): boolean {
    const items = itemsOf(other);
    return (
      items !== undefined &&
      items.length === this.values.length &&
      this.values.every((value, index) => equals(value, items[index]!))
    );
  }

  hashKey(): undefined {
    return undefined;
  }

  attributeNames(): Iterable<string> {
    return [...members.names(), ...(this.keys ?? [])];
  }

  repr(): string {
    const shown = this.values.slice(0, 5).map(repr);
    if (this.values.length > 5) shown.push('...');
    return `<agate.${this.typeName}: (${shown.join(', ')})>`;
  }

  toJs(): unknown {
    return [...this.values];
  }
}

const itemsOf = (value: Value): readonly Value[] | undefined => {
  if (Array.isArray(value)) return value;
  if (value instanceof PyTuple) return value.items;
  return value instanceof MappedSequence ? value.values : undefined;
};

const keysOf = (self: MappedSequence): readonly string[] => {
  if (self.keys === undefined) throw new TemplateError('A3005', 'these values have no names');
  return self.keys;
};

export const sequenceMembers = {
  keys: ['', (self: MappedSequence) => (self.keys === undefined ? null : new PyTuple(self.keys))],
  values: ['', (self: MappedSequence) => new PyTuple(self.values)],
  items: [
    '',
    (self: MappedSequence) =>
      new PyTuple(keysOf(self).map((key, index) => new PyTuple([key, self.values[index]!]))),
  ],
  get: [
    'key default?',
    (self: MappedSequence, [key, fallback]: readonly (Value | undefined)[]) =>
      self.named(key!) ?? fallback ?? null,
  ],
  dict: [
    '',
    (self: MappedSequence) =>
      new PyDict(keysOf(self).map((key, index) => [key, self.values[index]!] as const)),
  ],
  index: [
    'value',
    (self: MappedSequence, [value]: readonly (Value | undefined)[]) => {
      const found = self.values.findIndex((each) => equals(each, value!));
      if (found === -1) throw new TemplateError('A3004', `${repr(value!)} is not among the values`);
      return found;
    },
  ],
  count: [
    'value',
    (self: MappedSequence, [value]: readonly (Value | undefined)[]) =>
      self.values.filter((each) => equals(each, value!)).length,
  ],
} as const;

const members = new Members<MappedSequence>({}, sequenceMembers);
