import { PyDateTime, PyDict, type PyObject, repr, toText, type Value } from '../../template/index.ts';
import { Members } from './members.ts';

/** An object of dbt's with fields, which can be looked at as a dict too: a result of a run, a node. */
export class DictObject implements PyObject {
  readonly typeName: string;
  readonly fields: PyDict;

  constructor(typeName: string, fields: PyDict) {
    this.typeName = typeName;
    this.fields = fields;
  }

  getAttr(name: string): Value | undefined {
    return this.fields.get(name) ?? (this.fields.has(name) ? null : members.get(this, name));
  }

  getItem(key: Value): Value | undefined {
    return this.fields.get(key);
  }

  contains(key: Value): boolean {
    return this.fields.has(key);
  }

  iterate(): Iterator<Value> {
    return this.fields.keys();
  }

  length(): number {
    return this.fields.size;
  }

  attributeNames(): Iterable<string> {
    return [...this.fields.attributeNames(), ...members.names()];
  }

  /** All of it as dicts. */
  plain(): PyDict {
    return new PyDict([...this.fields.pairs()].map(([key, value]) => [key, plainOf(value)] as const));
  }

  repr(): string {
    const fields = [...this.fields.pairs()].map(([key, value]) => `${toText(key)}=${repr(value)}`);
    return `${this.typeName}(${fields.join(', ')})`;
  }

  toJs(): unknown {
    return this.fields;
  }
}

function plainOf(value: Value): Value {
  if (value instanceof DictObject) return value.plain();
  if (value instanceof PyDateTime && value.zone === undefined) return `${value.isoformat('T')}Z`;
  return Array.isArray(value) ? value.map(plainOf) : value;
}

const members = new Members<DictObject>(
  {},
  {
    to_dict: ['*', (self) => self.plain()],
    get: ['key default?', (self, [key, fallback]) => self.fields.get(key!) ?? fallback ?? null],
    keys: ['', (self) => [...self.fields.keys()]],
    values: ['', (self) => [...self.fields.values()]],
  },
);
