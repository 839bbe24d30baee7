import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { Example } from './example.js';

const tables = ['fact_sales', 'dim_product', 'dim_customer', 'dim_date', 'daily_sales', 'kpis'];
const quality = ['quality_metrics', 'intake'];

/** As INPUT.md has them. */
const declared: Readonly<Record<string, string>> = {
  fact_sales:
    'invoice_no VARCHAR, stock_code VARCHAR, customer_id BIGINT, country VARCHAR, invoice_at TIMESTAMPTZ, ' +
    'invoice_date DATE, description VARCHAR, quantity BIGINT, unit_price DECIMAL(18,2), amount DECIMAL(18,2), ' +
    'is_return BOOLEAN',
  dim_product: 'stock_code VARCHAR, description VARCHAR',
  dim_customer: 'customer_id BIGINT, country VARCHAR, first_seen DATE, last_seen DATE',
  dim_date: 'date DATE, year BIGINT, quarter BIGINT, month BIGINT, day BIGINT, weekday BIGINT',
  daily_sales:
    'date DATE, invoices BIGINT, units BIGINT, gross_sales DECIMAL(18,2), returns DECIMAL(18,2), net_sales DECIMAL(18,2)',
  kpis:
    'invoices BIGINT, units BIGINT, gross_sales DECIMAL(18,2), returns DECIMAL(18,2), net_sales DECIMAL(18,2), ' +
    'return_invoices BIGINT, customers BIGINT, products BIGINT, average_invoice DECIMAL(18,2)',
  quality_metrics:
    'column_name VARCHAR, null_percentage DECIMAL(5,2), negative_values BIGINT, unique_percentage DECIMAL(5,2)',
  intake: 'source VARCHAR, outcome VARCHAR, records BIGINT',
};
const long = 120_000;
let retail: Example;

beforeEach(() => {
  retail = new Example('retail');
  retail.generate('input');
});

const day = (date: string): string => retail.project.path('input/sales', `${date}.csv`);
const gold = (names: readonly string[] = [...tables, ...quality]) => retail.gold(names);

/** The one row of a model, as its documented command prints it. */
async function object(model: string): Promise<unknown> {
  const shown = await retail.project.assay(['show', '--quiet', '--select', model, '--output', 'jsonl']);
  expect(shown.exitCode, shown.stderr).toBe(0);
  return JSON.parse(shown.stdout);
}

test(
  'tables, report and quality are those of the reference; built again, the same',
  async () => {
    await retail.build();
    const all = [...tables, ...quality];
    const expected = await retail.expected('small', all);
    for (const [name, { columns, rows }] of Object.entries(await gold())) {
      expect(rows, name).toEqual(expected[name]!.rows);
      expect(columns.join(', ')).toBe(declared[name]);
    }
    for (const name of ['report', 'quality_report'])
      expect(await object(name)).toEqual(JSON.parse(retail.project.read(`expected/small/${name}.json`)));

    const before = await gold();
    await retail.build();
    expect(await gold()).toEqual(before);
  },
  long,
);

test(
  'dirt is found as often as it was made, and set aside as it came, with its place',
  async () => {
    await retail.build();
    const { lines, dirt } = retail.counted('input');
    const intake = await retail.rows('select outcome, records from dev_gold.intake');
    const records: Record<string, number> = Object.fromEntries(
      intake.map(({ outcome, records }) => [outcome, Number(records)]),
    );
    expect(Object.values(records).reduce((sum, count) => sum + count, 0)).toBe(lines.sales);
    const { loaded: _, ...aside } = records;
    const taken = ['late', 'date_format', 'time_zone', 'null_description', 'unicode', 'untidy_text'];
    const made = Object.entries(dirt.sales!).filter(([kind]) => !taken.includes(kind));
    expect(aside).toEqual(Object.fromEntries(made));

    const [one] = await retail.rows(
      `select _source_file, _source_row, concat_ws(',', invoice_no, stock_code, description, quantity, invoice_date,
         unit_price, customer_id, country, surplus) as line
       from dev_silver.set_aside
       where surplus is not null and not contains(description, '"') order by _row_id limit 1`,
    );
    const file = readFileSync(retail.project.path('input/sales', one!._source_file!), 'utf8').split('\n');
    expect(file[Number(one!._source_row)]).toBe(one!.line);
  },
  long,
);

test(
  'a file delivered twice adds nothing but duplicates; a file that is cut off, its last line',
  async () => {
    await retail.build();
    const before = await gold(tables);
    const count = 'select sum(records) as n from dev_gold.intake where outcome';
    const [duplicates] = await retail.rows(`${count} = 'duplicate'`);
    const [others] = await retail.rows(`${count} not in ('duplicate', 'loaded')`);
    for (const date of ['2010-12-01', '2010-12-02']) cpSync(day(date), day(`${date}-again`));
    await retail.build();
    expect(await gold(tables)).toEqual(before);
    const [more] = await retail.rows(`${count} = 'duplicate'`);
    const [same] = await retail.rows(`${count} not in ('duplicate', 'loaded')`);
    expect(Number(more!.n)).toBeGreaterThan(Number(duplicates!.n) + 150);
    expect(Number(same!.n)).toBeGreaterThanOrEqual(Number(others!.n));

    for (const date of ['2010-12-01', '2010-12-02']) retail.project.remove(`input/sales/${date}-again.csv`);
    const text = readFileSync(day('2010-12-30'), 'utf8').trimEnd();
    writeFileSync(day('2010-12-30'), text.slice(0, text.lastIndexOf('2010-12-30') + 10));
    await retail.build();
    const ragged = async () => Number((await retail.rows(`${count} = 'ragged'`))[0]!.n);
    const planted = retail.counted('input').dirt.sales!.ragged!;
    expect(await ragged()).toBe(planted + 1);

    writeFileSync(day('2010-12-30'), text.slice(0, text.lastIndexOf('"')));
    await retail.build();
    expect(await ragged()).toBeLessThanOrEqual(planted + 1);
  },
  long,
);

test(
  'input that is missing, empty or all dirt ends in words, and what was before stays',
  async () => {
    await retail.build();
    const before = await gold();

    const first = readFileSync(day('2010-12-01'), 'utf8');
    retail.project.remove('input/sales');
    expect(await retail.fails()).toContain('input/sales/*.csv');
    expect(await gold()).toEqual(before);

    retail.project.write({ 'input/sales/2010-12-01.csv': first.slice(0, first.indexOf('\n') + 1) });
    expect(await retail.fails()).toContain('not_empty');
    retail.project.write({ 'input/sales/2010-12-01.csv': '' });
    await retail.fails();
    expect(await gold()).toEqual(before);

    retail.project.remove('input');
    retail.generate('input', '--dirt', '1');
    await retail.build();
    const [sum] = await retail.rows('select sum(records) as n from dev_gold.intake');
    expect(Number(sum!.n)).toBe(retail.counted('input').lines.sales);
  },
  long,
);
