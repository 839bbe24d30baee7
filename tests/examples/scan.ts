import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** Counts by source and kind, found by looking at each line of generated input: nothing is shared with the generator. */
export type Counts = Record<string, Record<string, number>>;

type Value = string | number | null | undefined | Value[] | { [key: string]: Value };
type Fields = Record<string, Value>;

/** A line of a source and what is known about it. */
interface Line {
  /** Its fields; undefined when it is ragged or broken. */
  readonly fields: Fields | undefined;
  readonly json: boolean;
  /** The day of its file or folder, if it has one. */
  readonly day: string;
  /** Whether the same line was there before. */
  readonly again: boolean;
  /** Whether a record of the same key (its first field) was there before. */
  readonly known: boolean;
}

type Rule = readonly [kind: string, holds: (fields: Fields, line: Line) => boolean];

const isNull = (value: Value) => value === null || value === undefined || value === '' || value === 'NULL';
const text = (value: Value) => (isNull(value) ? '' : String(value));
const isNumber = (value: Value) => /^-?\d+(\.\d\d?)?$/.test(text(value));
const isWhole = (value: Value) => /^-?\d+$/.test(text(value));
const isTime = (value: Value) =>
  /\d\d:\d\d|^\d{10}$|^\d{4}-|^\d\d\//.test(text(value)) && !/-(13-|02-30)/.test(text(value));
const zoned = (value: Value) => /T.*[+-]\d\d:\d\d$/.test(text(value));
const dayFirst = (value: Value) => /^\d\d\/\d\d\/\d{4}/.test(text(value));
const dayOf = (value: Value) => (/^\d{4}-\d\d-\d\d/.test(text(value)) ? text(value).slice(0, 10) : '');
const exotic = (value: Value) => /[^\0-\xff]/.test(text(value));
const untidy = (value: Value) => text(value) !== text(value).trim();
const after = (value: Value, { day }: Line) => !zoned(value) && dayOf(value) > day;
const before = (value: Value, { day }: Line) => !zoned(value) && dayOf(value) !== '' && dayOf(value) < day;

const items = (fields: Fields) =>
  (typeof fields.items === 'string' && fields.items
    ? JSON.parse(fields.items)
    : fields.items || []) as Fields[];
const badItem = ({ sku, qty, price }: Fields) =>
  isNull(sku) || !isWhole(qty) || Number(qty) < 1 || !isNumber(price) || Number(price) < 0;

const gmv: Rule[] = [
  ['duplicate', (_, { again }) => again],
  ['delete', ({ op }) => op === 'd'],
  ['wrong_type', (f) => !isTime(f.transaction_datetime) || f.item_quantity === '2.5'],
  ['future', ({ transaction_date }, line) => after(transaction_date, line)],
  ['late', ({ transaction_date }, line) => before(transaction_date, line)],
  ['date_format', ({ transaction_date }) => dayFirst(transaction_date)],
  ['time_zone', ({ transaction_datetime }) => zoned(transaction_datetime)],
];
const gmvKey = (key: string): Rule[] => [
  ['null_key', (f) => isNull(f[key])],
  ['wrong_type', (f) => !isWhole(f[key])],
  ...gmv,
];

/** Of each source, the kinds in the order in which they are looked for: the first that holds is what was made. */
const rules: Record<string, Record<string, Rule[]>> = {
  gmv: {
    purchase: [
      ...gmvKey('purchase_id'),
      ['correction', ({ op, release_date }) => op === 'u' && isNull(release_date)],
      ['orphan_key', ({ op, prod_item_id }) => op === 'c' && text(prod_item_id).startsWith('9')],
    ],
    product_item: [
      ...gmvKey('prod_item_id'),
      ['correction', ({ op }) => op === 'u'],
      ['null_value', ({ purchase_value }) => isNull(purchase_value)],
      ['negative_value', ({ purchase_value }) => Number(purchase_value) < 0],
    ],
    purchase_extra_info: [
      ...gmvKey('purchase_id'),
      ['correction', ({ op }) => op === 'u'],
      ['null_subsidiary', ({ subsidiary }) => isNull(subsidiary)],
      ['unicode', ({ subsidiary }) => /\p{M}/u.test(text(subsidiary))],
      ['untidy_text', ({ subsidiary }) => untidy(subsidiary)],
    ],
  },
  orders: {
    orders: [
      ['null_key', (f) => isNull(f.order_id)],
      [
        'correction',
        (f) =>
          dayOf(f.updated_at) > dayOf(f.created_at) &&
          dayOf(f.created_at) !== '' &&
          !zoned(f.created_at) &&
          isTime(f.created_at),
      ],
      ['duplicate', (_, { known }) => known],
      ['null_user', (f) => isNull(f.user_id)],
      ['wrong_type', (f) => !isWhole(f.user_id)],
      ['bad_time', (f) => !isTime(f.created_at)],
      ['future', (f, line) => after(f.created_at, line)],
      ['no_items', (f) => items(f).length === 0],
      ['bad_item', (f) => items(f).some(badItem)],
      ['number_as_text', (f) => typeof items(f)[0]?.qty === 'string'],
      ['orphan_user', (f) => Number(f.user_id) > 9_000_000],
      ['orphan_product', (f) => items(f).some(({ sku }) => text(sku).startsWith('X-'))],
      ['time_zone', (f) => zoned(f.created_at)],
      ['date_format', (f) => dayFirst(f.created_at)],
      ['epoch', (f) => isWhole(f.created_at)],
      ['late', (f, line) => before(f.updated_at, line)],
    ],
    users: [
      ['null_key', (f) => isNull(f.user_id)],
      ['wrong_type', (f) => !isWhole(f.user_id)],
      ['duplicate', (_, { again }) => again],
      // The line that corrects comes first.
      ['correction', (_, { known }) => known],
      ['unicode', (f) => exotic(f.name)],
    ],
    products: [
      ['null_key', (f) => isNull(f.sku)],
      ['wrong_type', (f) => !isNumber(f.price)],
      ['negative_price', (f) => Number(f.price) < 0],
      ['duplicate', (_, { again }) => again],
      ['correction', (_, { known }) => known],
      ['unicode', (f) => exotic(f.name)],
    ],
  },
  reports: {
    customers: [
      ['null_key', (f) => isNull(f.customer_id)],
      ['wrong_type', (f) => !isWhole(f.customer_id)],
      ['duplicate', (_, { again }) => again],
      ['correction', (_, { known }) => known],
      ['bad_time', (f) => !isTime(f.updated_at)],
      ['null_email', (f) => isNull(f.email)],
      ['untidy_text', (f) => untidy(f.email)],
      ['unicode', (f) => exotic(f.name)],
    ],
    orders: [
      ['null_key', (f) => isNull(f.order_id)],
      ['duplicate', (_, { again }) => again],
      ['correction', (_, { known }) => known],
      ['null_amount', (f) => isNull(f.amount)],
      ['wrong_type', (f) => !isNumber(f.amount)],
      ['negative_amount', (f) => Number(f.amount) < 0],
      ['bad_status', (f) => /^(\?|returning)$/.test(text(f.status))],
      ['untidy_text', (f) => untidy(f.status)],
      ['bad_time', (f) => !isTime(f.ordered_at)],
      ['future', (f, line) => after(f.ordered_at, line)],
      ['time_zone', (f) => zoned(f.ordered_at)],
      ['date_format', (f) => dayFirst(f.ordered_at)],
      ['orphan_key', (f) => Number(f.customer_id) > 9_000_000_000],
    ],
    events: [
      ['null_key', (f) => isNull(f.event_id)],
      ['duplicate', (_, { again }) => again],
      ['null_customer', (f) => isNull(f.customer_id)],
      ['wrong_type', (f) => !isWhole(f.customer_id)],
      ['bad_time', (f) => !isTime(f.occurred_at)],
      ['future', (f, line) => after(f.occurred_at, line)],
      ['late', (f, line) => before(f.occurred_at, line)],
      ['time_zone', (f) => zoned(f.occurred_at)],
      ['epoch', (f) => isWhole(f.occurred_at)],
      ['orphan_key', (f) => Number(f.customer_id) > 9_000_000_000],
      ['unicode', (f) => /[^\0-\x7f]/.test(text(f.page))],
    ],
  },
  payments: {
    transactions: [
      ['null_key', (f) => isNull(f.transaction_id)],
      ['duplicate', (_, { again }) => again],
      ['correction', (f) => text(f.updated_at).endsWith('T12:00:00Z')],
      ['null_customer', (f) => isNull(f.customer_id)],
      ['null_date', (f) => isNull(f.transaction_date)],
      ['wrong_type', (f) => !isNumber(f.amount) || !isTime(f.transaction_date)],
      ['negative_amount', (f) => Number(f.amount) < 0],
      ['number_as_text', (f) => typeof f.amount === 'string'],
      ['date_format', (f) => dayFirst(f.transaction_date)],
      ['time_zone', (f) => zoned(f.transaction_date)],
      ['unicode', (f) => /[^\0-\x7f]/.test(text(f.place))],
    ],
    payments: [
      ['null_key', (f) => isNull(f.payment_id)],
      ['duplicate', (_, { again }) => again],
      ['correction', (f) => text(f.updated_at).endsWith('T12:00:00Z')],
      ['null_date', (f) => isNull(f.due_date)],
      [
        'wrong_type',
        (f) => !isNumber(f.amount) || !isTime(f.due_date) || !(isNull(f.paid_date) || isTime(f.paid_date)),
      ],
      ['negative_amount', (f) => Number(f.amount) < 0],
      ['number_as_text', (f) => typeof f.amount === 'string'],
      ['orphan_key', (f) => text(f.transaction_id).startsWith('T-X')],
      ['future', (f) => dayOf(f.paid_date) > '2030'],
      ['date_format', (f) => dayFirst(f.due_date) || dayFirst(f.paid_date)],
      ['time_zone', (f) => zoned(f.due_date) || zoned(f.paid_date)],
    ],
  },
  retail: {
    sales: [
      ['duplicate', (_, { again }) => again],
      ['null_key', (f) => isNull(f.InvoiceNo) || isNull(f.StockCode)],
      ['null_value', (f) => isNull(f.Quantity) || isNull(f.UnitPrice)],
      [
        'wrong_type',
        (f) =>
          !isWhole(f.Quantity) ||
          !isNumber(f.UnitPrice) ||
          f.CustomerID === 'guest' ||
          f.InvoiceDate === 'yesterday',
      ],
      ['wrong_sign', (f) => text(f.InvoiceNo).startsWith('C') !== Number(f.Quantity) < 0],
      ['negative_price', (f) => Number(f.UnitPrice) < 0],
      ['future', (f, line) => after(f.InvoiceDate, line)],
      ['late', (f, line) => before(f.InvoiceDate, line)],
      ['time_zone', (f) => zoned(f.InvoiceDate)],
      ['date_format', (f) => /^\d\d?[/.]/.test(text(f.InvoiceDate))],
      ['untidy_text', (f) => untidy(f.StockCode)],
      ['null_description', (f) => isNull(f.Description)],
      ['unicode', (f) => exotic(f.Description)],
    ],
  },
};

/** The lines and the dirt of each source of a system, as found in a folder. Formats of one source count as one. */
export function scan(system: string, folder: string): { lines: Record<string, number>; dirt: Counts } {
  const lines: Record<string, number> = {};
  const dirt: Counts = {};
  const seen = new Set<string>();
  const keys = new Set<string>();
  for (const path of filesOf(folder)) {
    const source = sourceOf(relative(folder, path), Object.keys(rules[system]!));
    const json = path.endsWith('.json');
    const [header, ...rest] = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    const columns = json ? [] : header!.split(',');
    for (const line of json && header !== undefined ? [header, ...rest] : rest) {
      lines[source] = (lines[source] ?? 0) + 1;
      const fields = json ? parse(line) : named(csvFields(line), columns);
      const key = `${source} ${text(Object.values(fields ?? {})[0])}`;
      const about = {
        fields,
        json,
        day: dayIn(path),
        again: seen.has(`${source} ${line}`),
        known: keys.has(key),
      };
      const kind = fields
        ? rules[system]![source]!.find(([, holds]) => holds(fields, about))?.[0]
        : json
          ? 'broken_json'
          : 'ragged';
      seen.add(`${source} ${line}`);
      if (fields) keys.add(key);
      if (kind === undefined) continue;
      dirt[source] ??= {};
      dirt[source][kind] = (dirt[source][kind] ?? 0) + 1;
    }
  }
  return { lines, dirt };
}

/** Every file but dirt.json, by day. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'dirt.json')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => (dayIn(a) + a < dayIn(b) + b ? -1 : 1));
}

function dayIn(path: string): string {
  return /\d{4}-\d\d-\d\d/.exec(path)?.[0] ?? '';
}

function sourceOf(path: string, sources: string[]): string {
  const parts = [...dirname(path).split('/'), basename(path).replace(/\..*/, '')];
  return sources.find((source) => parts.includes(source))!;
}

function parse(line: string): Fields | undefined {
  try {
    return JSON.parse(line) as Fields;
  } catch {
    return undefined;
  }
}

function named(fields: string[], columns: string[]): Fields | undefined {
  if (fields.length !== columns.length) return undefined;
  return Object.fromEntries(columns.map((column, n) => [column, fields[n]]));
}

function csvFields(line: string): string[] {
  return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
  );
}
