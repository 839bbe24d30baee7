import { type Kwargs, type PyObject, TemplateError, toText, type Value } from '../../template/index.ts';
import { Column, type ColumnFields, numericType, stringType, translateType } from './column.ts';
import { type Arguments, Members } from './members.ts';

/** `api.Column`: makes columns, and knows the names of types. */
export class ColumnClass implements PyObject {
  readonly typeName = 'type';

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  /** `api.Column(name, type)`. */
  call(args: readonly Value[], kwargs: Kwargs): Value {
    const [column = kwargs.get('column'), dtype = kwargs.get('dtype')] = args;
    const [, , charSize = kwargs.get('char_size'), precision = kwargs.get('numeric_precision')] = args;
    const scale = args[4] ?? kwargs.get('numeric_scale');
    if (column === undefined || dtype === undefined)
      throw new TemplateError('A3003', 'Column() needs the name of the column and its type');
    return new Column({
      column: toText(column),
      dtype: toText(dtype),
      charSize: whole(charSize),
      precision: whole(precision),
      scale: whole(scale),
    });
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }

  repr(): string {
    return "<class 'DuckDBColumn'>";
  }
}

const whole = (value: Value | undefined): number | null =>
  value === undefined || value === null ? null : Number(toText(value));

/** `NUMERIC(18,3)` as a type and what is in its brackets. */
function fromDescription([name, given]: Arguments): Column {
  const text = toText(given!);
  const match = /^([^(]+)(?:\(([^)]+)\))?/.exec(text);
  if (match === null) throw new TemplateError('A3004', `'${text}' is not the name of a type`);
  const [, type = '', size] = match;
  const sizes = size?.split(',').map(Number) ?? [];
  if (sizes.some((one) => !Number.isInteger(one)))
    throw new TemplateError('A3004', `'${text}' is not the name of a type: its sizes are no whole numbers`);
  const fields: ColumnFields = { column: toText(name!), dtype: type };
  if (sizes.length === 1) return new Column({ ...fields, charSize: sizes[0]! });
  return new Column(sizes.length === 2 ? { ...fields, precision: sizes[0]!, scale: sizes[1]! } : fields);
}

const members = new Members<ColumnClass>(
  { __name__: () => 'DuckDBColumn' },
  {
    create: [
      'name label_or_dtype',
      (_self, [name, type]) => new Column({ column: toText(name!), dtype: translateType(toText(type!)) }),
    ],
    translate_type: ['dtype', (_self, [type]) => translateType(toText(type!))],
    string_type: ['size', (_self, [size]) => stringType(Number(size))],
    numeric_type: [
      'dtype precision scale',
      (_self, [type, precision, scale]) => numericType(toText(type!), precision ?? null, scale ?? null),
    ],
    from_description: ['name raw_data_type', (_self, args) => fromDescription(args)],
  },
);
