import type { PyObject, Value } from '../../template/index.ts';

/** What the values of a table's column are, by the names that agate has for it. */
export type TypeName =
  | 'Integer'
  | 'Number'
  | 'Date'
  | 'DateTime'
  | 'ISODateTime'
  | 'Boolean'
  | 'Text'
  | 'TimeDelta';

/** A column's type as templates see it. */
class TableType implements PyObject {
  readonly typeName: TypeName;

  constructor(name: TypeName) {
    this.typeName = name;
  }

  getAttr(name: string): Value | undefined {
    if (name === '__class__') return this;
    return name === '__name__' ? this.typeName : undefined;
  }

  repr(): string {
    return `<${this.typeName} object>`;
  }
}

const names: readonly TypeName[] = [
  'Integer',
  'Number',
  'Date',
  'DateTime',
  'ISODateTime',
  'Boolean',
  'Text',
  'TimeDelta',
];
const types = new Map(names.map((name) => [name, new TableType(name)]));

export const tableType = (name: TypeName): PyObject => types.get(name)!;
