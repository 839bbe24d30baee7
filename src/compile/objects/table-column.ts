import { equals, PyTuple, sorted, type Value } from '../../template/index.ts';
import { MappedSequence } from './mapped-sequence.ts';
import { Members } from './members.ts';
import type { TableData } from './table-data.ts';
import { tableType } from './table-type.ts';

/** One column of a table: its values, name and type. */
export class TableColumn extends MappedSequence {
  readonly #data: TableData;
  readonly #index: number;

  constructor(data: TableData, index: number) {
    super('Column', () => data.rows.map((row) => row[index]!));
    this.#data = data;
    this.#index = index;
  }

  override getAttr(name: string): Value | undefined {
    return columnMembers.get(this, name) ?? super.getAttr(name);
  }

  get name(): string {
    return this.#data.names[this.#index]!;
  }

  get index(): number {
    return this.#index;
  }

  get type(): Value {
    return tableType(this.#data.types[this.#index]!);
  }

  get known(): Value[] {
    return this.values.filter((value) => value !== null);
  }

  get distinct(): Value[] {
    return this.values.filter(
      (value, index) => this.values.findIndex((each) => equals(each, value)) === index,
    );
  }
}

const columnMembers = new Members<TableColumn>(
  { name: (self) => self.name, index: (self) => self.index, data_type: (self) => self.type },
  {
    values_distinct: ['', (self) => new PyTuple(self.distinct)],
    values_without_nulls: ['', (self) => new PyTuple(self.known)],
    values_sorted: ['', (self) => [...sorted(self.known), ...self.values.filter((value) => value === null)]],
    values_without_nulls_sorted: ['', (self) => sorted(self.known)],
  },
);
