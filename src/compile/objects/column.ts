import { PyDict, type PyObject, repr, TemplateError, toText, type Value } from '../../template/index.ts';
import { Members } from './members.ts';

export interface ColumnFields {
  readonly column: string;
  readonly dtype: string;
  readonly charSize?: number | null;
  readonly precision?: number | null;
  readonly scale?: number | null;
}

/** A column of a relation as templates of dbt see it. */
export class Column implements PyObject {
  readonly typeName = 'DuckDBColumn';
  readonly fields: ColumnFields;
  /** Those of a struct. */
  readonly #inner: readonly Column[];

  constructor(fields: ColumnFields) {
    this.fields = fields;
    this.#inner = structFields(fields.dtype).map(([column, dtype]) => new Column({ column, dtype }));
  }

  isOf(types: ReadonlySet<string>): boolean {
    return types.has(this.fields.dtype.toLowerCase());
  }

  get dataType(): string {
    const { dtype, precision, scale } = this.fields;
    if (this.isOf(strings)) return stringType(this.stringSize());
    if (this.isOf(numerics)) return numericType(dtype, precision ?? null, scale ?? null);
    return dtype;
  }

  stringSize(): number {
    if (!this.isOf(strings))
      throw new TemplateError('A3003', `string_size() of ${this.fields.column}, which is no text`);
    const { dtype, charSize } = this.fields;
    return dtype === 'text' || charSize === undefined || charSize === null ? 256 : charSize;
  }

  /** The fields of a struct, those of structs in it too, as columns; otherwise itself. */
  flatten(): Column[] {
    if (!isStruct(this)) return [this];
    return this.#inner.flatMap((field) =>
      field
        .flatten()
        .map(
          ({ fields: { column, dtype } }) => new Column({ column: `${this.fields.column}.${column}`, dtype }),
        ),
    );
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  equals(other: Value): boolean {
    if (!(other instanceof Column)) return false;
    const [a, b] = [this.fields, other.fields];
    return (
      a.column === b.column &&
      a.dtype === b.dtype &&
      (a.charSize ?? null) === (b.charSize ?? null) &&
      (a.precision ?? null) === (b.precision ?? null) &&
      (a.scale ?? null) === (b.scale ?? null)
    );
  }

  hashKey(): undefined {
    return undefined;
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }

  repr(): string {
    const { column, dtype, charSize, precision, scale } = this.fields;
    const given = { column, dtype, char_size: charSize, numeric_precision: precision, numeric_scale: scale };
    const fields = Object.entries(given).map(([key, value]) => `${key}=${repr(value ?? null)}`);
    return `${this.typeName}(${fields.join(', ')}, fields=${repr([...this.#inner])})`;
  }

  toJs(): unknown {
    return new PyDict([
      ['column', this.fields.column],
      ['dtype', this.fields.dtype],
    ]);
  }
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(','));
const strings = set('text,character varying,character,varchar');
const numerics = set('numeric,decimal');
const floats = set('real,float,float4,float8,double');
const integers = set(
  'tinyint,smallint,integer,bigint,hugeint,utinyint,usmallint,uinteger,ubigint,int1,int2,int4,int8,short,int,signed,long',
);

export const stringType = (size: number): string => `character varying(${size})`;
export const numericType = (type: string, precision: Value, scale: Value): string =>
  precision === null || scale === null ? type : `${type}(${toText(precision)},${toText(scale)})`;
/** DuckDB takes every name of a type, but for the one that dbt has of its own. */
export const translateType = (type: string): string => (type.toUpperCase() === 'STRING' ? 'TEXT' : type);

const isStruct = ({ fields }: Column): boolean => fields.dtype.toLowerCase().startsWith('struct');

function structFields(type: string): readonly (readonly [name: string, type: string])[] {
  const content = /^struct\((.*)\)/is.exec(type)?.[1];
  if (content === undefined) return [];
  const fields: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index <= content.length; index++) {
    const character = content[index];
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === undefined || (character === ',' && depth === 0)) {
      fields.push(content.slice(from, index).trim());
      from = index + 1;
    }
  }
  return fields.map((field) => {
    const space = field.indexOf(' ');
    return space === -1 ? [field, ''] : [field.slice(0, space), field.slice(space + 1)];
  });
}

const members = new Members<Column>(
  {
    column: ({ fields }) => fields.column,
    name: ({ fields }) => fields.column,
    dtype: ({ fields }) => fields.dtype,
    char_size: ({ fields }) => fields.charSize ?? null,
    numeric_precision: ({ fields }) => fields.precision ?? null,
    numeric_scale: ({ fields }) => fields.scale ?? null,
    quoted: ({ fields }) => `"${fields.column}"`,
    data_type: (self) => self.dataType,
    expanded_data_type: (self) => self.dataType,
    fields: (self) =>
      isStruct(self)
        ? structFields(self.fields.dtype).map(([column, dtype]) => new Column({ column, dtype }))
        : [],
  },
  {
    is_string: ['', (self) => self.isOf(strings)],
    is_number: ['', (self) => self.isOf(integers) || self.isOf(numerics) || self.isOf(floats)],
    is_float: ['', (self) => self.isOf(floats)],
    is_integer: ['', (self) => self.isOf(integers)],
    is_numeric: ['', (self) => self.isOf(numerics)],
    is_struct: ['', isStruct],
    flatten: ['', (self) => self.flatten()],
    string_size: ['', (self) => self.stringSize()],
    string_type: ['size', (_self, [size]) => stringType(Number(size))],
    numeric_type: [
      'dtype precision scale',
      (_self, [type, precision, scale]) => numericType(toText(type!), precision ?? null, scale ?? null),
    ],
    translate_type: ['dtype', (_self, [type]) => translateType(toText(type!))],
    can_expand_to: [
      'other_column',
      (self, [other]) =>
        other instanceof Column &&
        self.isOf(strings) &&
        other.isOf(strings) &&
        other.stringSize() > self.stringSize(),
    ],
    literal: ['value', (self, [value]) => `${toText(value!)}::${self.dataType}`],
  },
);
