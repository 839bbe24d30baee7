import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { Example } from './example.ts';

const gold = ['fact_orders', 'fact_order_items', 'dim_user', 'dim_product', 'intake'];
const sources = ['orders_json', 'orders_csv', 'users', 'products'];
const long = 120_000;
let orders: Example;

beforeEach(() => {
  orders = new Example('orders');
  orders.generate('input');
});

const input = (...parts: string[]): string => orders.project.path('input', ...parts);
const metrics = async (...options: string[]): Promise<unknown> => {
  const shown = ['show', '--select', 'metrics', '--output', 'jsonl', '--quiet', ...options];
  const { stdout, exitCode } = await orders.project.assay(shown);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
};
const expected = (folder: string): unknown =>
  JSON.parse(orders.project.read(`expected/${folder}/metrics.json`));

test(
  'the gold tables and the counts are those of the reference; dirt is found as often as it was made',
  async () => {
    await orders.build();
    expect(await orders.gold(gold)).toEqual(await orders.expected('small', gold));
    expect(await metrics()).toEqual(expected('small'));

    const { lines, dirt } = orders.counted('input');
    const intake = await orders.rows('from dev_gold.intake');
    const count = (source: string, outcome?: string): number =>
      intake
        .filter((row) => row.source === source && (outcome === undefined || row.outcome === outcome))
        .reduce((sum, row) => sum + Number(row.records), 0);
    const reasons = ['broken_json', 'ragged', 'null_key', 'wrong_type', 'null_user', 'bad_time', 'future'];
    for (const source of sources) {
      expect([source, count(source)]).toEqual([source, lines[source]]);
      for (const reason of [...reasons, 'no_items', 'bad_item', 'negative_price'])
        expect([source, reason, count(source, reason)]).toEqual([source, reason, dirt[source]![reason] ?? 0]);
    }
    const dates = readdirSync(orders.project.path('lake/dev_gold/fact_orders/current'));
    expect(dates).toHaveLength(30);
    expect(dates[0]).toBe('order_date=2024-01-01');

    await orders.build();
    expect(await orders.gold(gold)).toEqual(await orders.expected('small', gold));
    expect(await metrics()).toEqual(expected('small'));
  },
  long,
);

test(
  'a run since a day reads the files from then on only, and ends in the same tables as a run of all',
  async () => {
    const late = readdirSync(input('orders')).filter((name) => name >= '2024-01-25');
    for (const name of late) renameSync(input('orders', name), orders.project.path(name));
    await orders.build();
    expect(await orders.gold(gold)).not.toEqual(await orders.expected('small', gold));

    for (const name of late) renameSync(orders.project.path(name), input('orders', name));
    // Nobody can read this one: were it tried, the build would fail.
    writeFileSync(input('orders', '2024-01-05.json'), Buffer.from([0xff, 0xfe, 0x0a]));
    const since = ['--vars', 'since: 2024-01-25'];
    for (const _ of ['once', 'again']) {
      await orders.build(...since);
      expect(await orders.gold(gold)).toEqual(await orders.expected('small', gold));
      expect(await metrics(...since)).toEqual(expected('small-since-2024-01-25'));
    }
  },
  long,
);

test(
  'an older version that comes late replaces nothing',
  async () => {
    await orders.build();
    const before = await orders.gold(gold.slice(0, 4));
    const first = readFileSync(input('orders', '2024-01-02.json'), 'utf8');
    writeFileSync(input('orders', '2024-01-31.json'), first);
    await orders.build('--vars', 'since: 2024-01-31');
    expect(await orders.gold(gold.slice(0, 4))).toEqual(before);
  },
  long,
);

test(
  'input that is missing, empty or all dirt ends in words, and the results of before stay',
  async () => {
    await orders.build();
    const before = await orders.gold(gold);
    const unchanged = async (): Promise<void> => expect(await orders.gold(gold)).toEqual(before);

    expect(await orders.fails('--vars', 'input: nowhere')).toContain('no file matches this');
    await unchanged();

    cpSync(input(), orders.project.path('empty'), { recursive: true });
    writeFileSync(orders.project.path('empty/orders/2024-01-07.json'), '');
    expect(await orders.fails('--vars', 'input: empty')).toContain('the file is empty');
    await unchanged();

    for (const name of readdirSync(orders.project.path('empty/orders')))
      writeFileSync(
        orders.project.path('empty/orders', name),
        'order_id,user_id,items,created_at,updated_at\n',
      );
    expect(await orders.fails('--vars', 'input: empty')).toContain('mostly_loaded');
    await unchanged();

    orders.generate('dirty', '--dirt', '1');
    expect(await orders.fails('--vars', 'input: dirty')).toContain('mostly_loaded');
    await unchanged();
  },
  long,
);

test(
  'files that are cut off lose no record, and files delivered twice change no figure',
  async () => {
    const figures = gold.slice(0, 4);
    for (const name of readdirSync(input('orders')))
      cpSync(input('orders', name), input('orders', name.replace('.', '-again.')));
    await orders.build();
    expect(await orders.gold(figures)).toEqual(await orders.expected('small', figures));
    const [twice] = await orders.rows(
      "select sum(records)::bigint as n from dev_gold.intake where source like 'o%'",
    );
    const { lines } = orders.counted('input');
    expect(Number(twice!.n)).toBe(2 * (lines.orders_json! + lines.orders_csv!));

    let left = 0;
    const cut = (path: string): void => {
      const text = readFileSync(path);
      const short = text.subarray(0, Math.floor(text.length * 0.93));
      left += short.toString('latin1').trimEnd().split('\n').length - (path.endsWith('.csv') ? 1 : 0);
      writeFileSync(path, short);
    };
    for (const name of readdirSync(input('orders')))
      if (name.includes('again')) rmSync(input('orders', name));
      else cut(input('orders', name));
    cut(input('users.csv'));
    cut(input('products.json'));
    await orders.build();
    const [intake] = await orders.rows('select sum(records)::bigint as n from dev_gold.intake');
    expect(Number(intake!.n)).toBe(left);
  },
  long,
);
