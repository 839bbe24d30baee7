import {
  callValue,
  equals,
  type Kwargs,
  listOf,
  PyDict,
  type PyObject,
  PyTuple,
  sorted,
  TemplateError,
  toText,
  truthy,
  type Value,
} from '../../template/index.ts';
import { MappedSequence } from './mapped-sequence.ts';
import { type Arguments, Members } from './members.ts';
import { TableColumn } from './table-column.ts';
import type { TableData } from './table-data.ts';
import { tableCsv, tableJson, tableText } from './table-text.ts';
import { tableType } from './table-type.ts';

/** The result of a query as templates of dbt see it: a table of agate's. */
export class Table implements PyObject {
  readonly typeName = 'Table';
  readonly #find: () => TableData;
  readonly #print: (text: string) => void;
  #data: TableData | undefined;
  #rows: MappedSequence | undefined;
  #columns: MappedSequence | undefined;

  /**
   * @param find gives what is in it; called when that is looked at
   * @param print where `print_table()` writes
   */
  constructor(find: () => TableData, print: (text: string) => void) {
    this.#find = find;
    this.#print = print;
  }

  get data(): TableData {
    this.#data ??= this.#find();
    return this.#data;
  }

  get rows(): MappedSequence {
    this.#rows ??= new MappedSequence('MappedSequence', () =>
      this.data.rows.map((values) => new MappedSequence('Row', () => values, this.data.names)),
    );
    return this.#rows;
  }

  get columns(): MappedSequence {
    this.#columns ??= new MappedSequence(
      'MappedSequence',
      () => this.data.names.map((_, index) => new TableColumn(this.data, index)),
      this.data.names,
    );
    return this.#columns;
  }

  print(text: string): null {
    this.#print(text);
    return null;
  }

  /** A table of other rows or columns. */
  with(changes: Partial<TableData>): Table {
    const data = { ...this.data, ...changes };
    return new Table(() => data, this.#print);
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    return this.rows.getItem(key);
  }

  sequence(): readonly Value[] {
    return this.rows.values;
  }

  iterate(): Iterator<Value> {
    return this.rows.iterate();
  }

  length(): number {
    return this.data.rows.length;
  }

  truthy(): boolean {
    return this.length() > 0;
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }

  repr(): string {
    const { names, types } = this.data;
    const rows = names.map((name, index) => [name, types[index]!]);
    return `${tableText({ names: ['column', 'data_type'], types: ['Text', 'Text'], rows }, {})}\n`;
  }

  toJs(): unknown {
    return [...this.rows.values];
  }
}

const indexOf = (data: TableData, name: Value): number => {
  const index = data.names.indexOf(toText(name));
  if (index === -1)
    throw new TemplateError(
      'A3005',
      `the table has no column '${toText(name)}'`,
      `it has ${data.names.join(', ')}`,
    );
  return index;
};

const listed = (key: Value): Value[] => (typeof key === 'string' ? [key] : listOf(key));

function select(self: Table, names: readonly Value[]): Table {
  const { data } = self;
  const indexes = names.map((name) => indexOf(data, name));
  return self.with({
    names: indexes.map((index) => data.names[index]!),
    types: indexes.map((index) => data.types[index]!),
    rows: data.rows.map((row) => indexes.map((index) => row[index]!)),
  });
}

/** What a row is sorted, grouped or told apart by: a column, several, or what a function gives. */
function keyOf(self: Table, key: Value): (row: Value) => Value {
  const { data } = self;
  if (typeof key === 'object' && key !== null && !Array.isArray(key) && key.call !== undefined)
    return (row) => callValue(key, [row], new Map());
  const one = (name: Value) => (row: Value) => (row as MappedSequence).values[indexOf(data, name)]!;
  if (typeof key === 'string') return one(key);
  const all = listOf(key).map(one);
  return (row) => new PyTuple(all.map((get) => get(row)));
}

const valuesOf = (rows: readonly Value[]): readonly (readonly Value[])[] =>
  rows.map((row) => (row as MappedSequence).values);

function orderBy(self: Table, [key, reverse]: Arguments): Table {
  const get = keyOf(self, key!);
  const rows = [...self.rows.values];
  const known = rows.filter((row) => get(row) !== null);
  const nulls = rows.filter((row) => get(row) === null);
  const backwards = reverse !== undefined && truthy(reverse);
  const ordered = sorted(known, backwards, get);
  return self.with({ rows: valuesOf(backwards ? [...nulls, ...ordered] : [...ordered, ...nulls]) });
}

function distinctRows(self: Table, [key]: Arguments): Table {
  const get = key === undefined || key === null ? (row: Value) => row : keyOf(self, key);
  const seen: Value[] = [];
  const rows = self.rows.values.filter((row) => {
    const value = get(row);
    if (seen.some((each) => equals(each, value))) return false;
    seen.push(value);
    return true;
  });
  return self.with({ rows: valuesOf(rows) });
}

/** A table for each value, by that value. */
function groupBy(self: Table, [key]: Arguments): Value {
  const get = keyOf(self, key!);
  const groups = new PyDict();
  for (const row of self.rows.values) {
    const group = groups.get(get(row));
    if (Array.isArray(group)) group.push(row);
    else groups.set(get(row), [row]);
  }
  return new PyDict(
    [...groups.pairs()].map(
      ([name, rows]) => [name, self.with({ rows: valuesOf(rows as Value[]) })] as const,
    ),
  );
}

function rename(self: Table, [given]: Arguments): Table {
  const { names } = self.data;
  if (given === undefined || given === null) return self;
  if (given instanceof PyDict)
    return self.with({ names: names.map((name) => toText(given.get(name) ?? name)) });
  return self.with({ names: listOf(given).map(toText) });
}

const whole = (value: Value | undefined, fallback: number | undefined): number | undefined =>
  value === undefined ? fallback : value === null ? undefined : Number(value);

function printTable(self: Table, args: Arguments): null {
  return self.print(
    tableText(self.data, {
      maxRows: whole(args[0], 20),
      maxColumns: whole(args[1], 6),
      maxColumnWidth: whole(args[3], 20),
      maxPrecision: whole(args[5], 3),
    }),
  );
}

const lines = (kwargs: Kwargs): boolean => kwargs.get('newline') === true;

const members = new Members<Table>(
  {
    rows: (self) => self.rows,
    columns: (self) => self.columns,
    column_names: (self) => new PyTuple(self.data.names),
    column_types: (self) => new PyTuple(self.data.types.map(tableType)),
    row_names: () => null,
  },
  {
    print_table: [
      'max_rows? max_columns? output? max_column_width? locale? max_precision?',
      (self, args) => printTable(self, args),
    ],
    print_json: ['*', (self, _args, kwargs) => self.print(tableJson(self.data, lines(kwargs)).trimEnd())],
    print_csv: ['*', (self) => self.print(tableCsv(self.data).trimEnd())],
    print_structure: ['*', (self) => self.print(self.repr().trimEnd())],
    select: ['key', (self, [key]) => select(self, listed(key!))],
    exclude: [
      'key',
      (self, [key]) => {
        const left = new Set(listed(key!).map(toText));
        return select(
          self,
          self.data.names.filter((name) => !left.has(name)),
        );
      },
    ],
    where: [
      'test',
      (self, [test]) =>
        self.with({
          rows: valuesOf(self.rows.values.filter((row) => truthy(callValue(test!, [row], new Map())))),
        }),
    ],
    find: [
      'test',
      (self, [test]) => self.rows.values.find((row) => truthy(callValue(test!, [row], new Map()))) ?? null,
    ],
    limit: [
      'start_or_stop? stop? step?',
      (self, [start, stop]) =>
        stop === undefined || stop === null
          ? self.with({ rows: self.data.rows.slice(0, whole(start, undefined)) })
          : self.with({ rows: self.data.rows.slice(whole(start, 0), Number(stop)) }),
    ],
    order_by: ['key reverse?', orderBy],
    distinct: ['key?', distinctRows],
    group_by: ['key key_name? key_type?', groupBy],
    rename: ['column_names? row_names? slug_columns? slug_rows?', rename],
  },
);
