import {
  HostFunction,
  PyDict,
  type PyObject,
  PyTuple,
  TemplateError,
  toText,
  type Value,
} from '../../template/index.ts';
import { Members } from '../objects/members.ts';
import { Table } from '../objects/table.ts';
import { emptyTable } from '../objects/table-data.ts';

/** What the database says of a statement: dbt-duckdb says no more than that it went well. */
export class AdapterResponse implements PyObject {
  readonly typeName = 'AdapterResponse';
  readonly message: string;
  readonly code: string | null;
  readonly rows: Value;

  constructor(message = 'OK', code: string | null = null, rows: Value = null) {
    this.message = message;
    this.code = code;
    this.rows = rows;
  }

  getAttr(name: string): Value | undefined {
    return responseMembers.get(this, name);
  }

  /** As it stands in run_results.json. */
  get given(): Readonly<Record<string, Value>> {
    return {
      _message: this.message,
      ...(this.code !== null && { code: this.code }),
      ...(this.rows !== null && { rows_affected: this.rows }),
    };
  }

  toText(): string {
    return this.message;
  }

  toJs(): unknown {
    return this.asDict();
  }

  asDict(): PyDict {
    return new PyDict(Object.entries(this.given));
  }
}

const responseMembers = new Members<AdapterResponse>(
  {
    _message: (self) => self.message,
    code: (self) => self.code,
    rows_affected: (self) => self.rows,
    query_id: () => null,
  },
  { to_dict: ['omit_none?', (self) => self.asDict()] },
);

/** What `statement` keeps under a name: looking at the rows may have to wait for them. */
export class StatementResult implements PyObject {
  readonly typeName = 'AttrDict';
  readonly response: Value;
  readonly table: Table;

  constructor(response: Value, table: Table) {
    this.response = response;
    this.table = table;
  }

  getAttr(name: string): Value | undefined {
    return this.getItem(name) ?? resultMembers.get(this, name);
  }

  getItem(key: Value): Value | undefined {
    if (key === 'response') return this.response;
    if (key === 'table') return this.table;
    return key === 'data' ? this.table.rows.values.map((row) => rowTuple(row)) : undefined;
  }

  *iterate(): Iterator<Value> {
    yield* names;
  }

  length(): number {
    return names.length;
  }

  contains(item: Value): boolean {
    return names.some((name) => name === item);
  }

  attributeNames(): Iterable<string> {
    return names;
  }
}

const names = ['response', 'data', 'table'];
const rowTuple = (row: Value): Value => new PyTuple((row as { values: readonly Value[] } & PyObject).values);

const resultMembers = new Members<StatementResult>(
  {},
  {
    get: ['key default?', (self, [key, fallback]) => self.getItem(key!) ?? fallback ?? null],
    keys: ['', () => new PyTuple(names)],
  },
);

/** The results that the templates of one rendering keep, by name. */
export class Statements {
  /** A result that was fetched already is null: only `main` can be fetched twice. */
  readonly #results = new Map<string, StatementResult | null>();
  readonly #print: (text: string) => void;

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  /** What became of the statement that makes the relation. */
  get main(): StatementResult | undefined {
    return this.#results.get('main') ?? undefined;
  }

  values(): readonly (readonly [string, Value])[] {
    return [
      ['load_result', new HostFunction('load_result', ([name]) => this.#load(toText(name ?? '')))],
      [
        'store_result',
        new HostFunction('store_result', ([name, response, table], kwargs) =>
          this.#store(name, response ?? kwargs.get('response'), table ?? kwargs.get('agate_table'), kwargs),
        ),
      ],
      [
        'store_raw_result',
        new HostFunction('store_raw_result', (args, kwargs) => {
          const [name, message = kwargs.get('message'), code = kwargs.get('code')] = args;
          const rows = args[3] ?? kwargs.get('rows_affected');
          const response = new AdapterResponse(text(message) ?? 'None', text(code), rows ?? null);
          return this.#store(name, response, args[4] ?? kwargs.get('agate_table'), kwargs);
        }),
      ],
    ];
  }

  #load(name: string): Value {
    const found = this.#results.get(name);
    if (found === null)
      throw new TemplateError('A3005', `the result '${name}' was loaded already`, 'keep it in a variable');
    if (found === undefined) return null;
    if (name !== 'main') this.#results.set(name, null);
    return found;
  }

  #store(
    name: Value | undefined,
    response: Value | undefined,
    table: Value | undefined,
    kwargs: ReadonlyMap<string, Value>,
  ): string {
    const rows = table instanceof Table ? table : new Table(() => emptyTable, this.#print);
    this.#results.set(toText(name ?? kwargs.get('name') ?? ''), new StatementResult(response ?? null, rows));
    return '';
  }
}

const text = (value: Value | undefined): string | null =>
  value === undefined || value === null ? null : toText(value);
