import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { Example } from './example.js';

const gold = ['customer_status', 'violating_payments', 'default_rate', 'intake'];
const long = 120_000;
let payments: Example;

beforeEach(() => {
  payments = new Example('payments');
});

const file = (name: string): string => payments.project.path('input', `${name}.json`);
const change = (name: string, to: (text: string) => string): void =>
  writeFileSync(file(name), to(readFileSync(file(name), 'utf8')));

test(
  'defaulters are those of the reference, as of each date; edge days fall on the right side',
  async () => {
    payments.generate('input');
    await payments.build();
    expect(await payments.gold(gold)).toEqual(await payments.expected('small', gold));
    const folders = [...payments.files('dev_gold', 'customer_status').keys()].map(
      (name) => name.split('/')[0],
    );
    expect(new Set(folders)).toEqual(new Set(['inadimplente=true', 'inadimplente=false']));

    const edges = await payments.rows(
      `select place[12:] as place, criterion_1, criterion_2
       from dev_silver.transactions
       left join dev_gold.violating_payments using (transaction_id)
       where transaction_id like 'T-EDGE-%'`,
    );
    const found = Object.fromEntries(
      edges.map(({ place, criterion_1, criterion_2 }) => [
        place,
        criterion_1 === 'true' ? '1 and 2' : criterion_2 === 'true' ? '2' : 'none',
      ]),
    );
    expect(found).toEqual({
      'paid early': 'none',
      'paid on the day': 'none',
      'paid 15 days late': 'none',
      'paid 16 days late': '2',
      'paid 30 days late, due after 3 months': '2',
      'paid 31 days late, due after 1 month': '2',
      'paid 31 days late, due a day before 3 months': '2',
      'paid 31 days late, due after exactly 3 months': '1 and 2',
      'unpaid for 15 days': 'none',
      'unpaid for 16 days': '2',
      'unpaid for 30 days, due after 3 months': '2',
      'unpaid for 31 days, due a day before 3 months': '2',
      'unpaid for 31 days, due after exactly 3 months': '1 and 2',
      '16 days late, paid on the date': '2',
      'due 15 days before the date, paid a day after it': 'none',
      'due 16 days before the date, paid a day after it': '2',
      'due on the first day of the window, 31 days late': '1 and 2',
      'due a day before the window, unpaid': 'none',
      'due a day before the date, unpaid': 'none',
      'due on the date, unpaid': 'none',
      'month end: bought on a 31st, due on the last day 3 months on, 31 days late': '1 and 2',
      'month end: bought on a 31st, due the day before that, 31 days late': '2',
      'month end: bought on the 1st after, due on that last day, 31 days late': '2',
    });

    await payments.build('--vars', 'as_of: 2024-06-30');
    expect(await payments.gold(gold)).toEqual(await payments.expected('small-as-of-2024-06-30', gold));
  },
  long,
);

test(
  'every record is loaded or set aside with its reason, and dirt is found as often as it was made',
  async () => {
    payments.generate('input');
    await payments.build();
    const { lines, dirt } = payments.counted('input');
    const intake = await payments.rows('from dev_gold.intake');
    const records = (source: string, outcome?: string): number =>
      intake
        .filter((row) => row.source === source && (outcome === undefined || row.outcome === outcome))
        .reduce((sum, row) => sum + Number(row.records), 0);
    for (const source of ['transactions', 'payments']) {
      expect(records(source)).toBe(lines[source]);
      const reasons = [
        'broken_json',
        'null_key',
        'wrong_type',
        'null_customer',
        'null_date',
        'negative_amount',
      ];
      const made = reasons.map((reason) => [reason, dirt[source]![reason] ?? 0]);
      expect(reasons.map((reason) => [reason, records(source, reason)])).toEqual(made);
    }
    const [aside] = await payments.rows(
      'select count(*) as n, count(record) as told from dev_silver.set_aside',
    );
    const loaded = records('transactions', 'loaded') + records('payments', 'loaded');
    expect(aside).toEqual({ n: `${lines.transactions! + lines.payments! - loaded}`, told: aside!.n });
  },
  long,
);

test(
  'built again, and from files with everything twice, the results are the same',
  async () => {
    payments.generate('input');
    await payments.build();
    const results = gold.slice(0, 3);
    const before = await payments.gold(results);
    await payments.build();
    expect(await payments.gold(results)).toEqual(before);

    for (const name of ['transactions', 'payments']) change(name, (text) => text + text);
    await payments.build();
    expect(await payments.gold(results)).toEqual(before);
  },
  long,
);

test(
  'input that is missing, empty or all dirt ends in words, and the results of before stay',
  async () => {
    payments.generate('input');
    await payments.build();
    const before = await payments.gold(gold);
    const good = readFileSync(file('payments'), 'utf8');

    payments.project.remove('input/payments.json');
    expect(await payments.fails()).toContain('input/payments.json: there is no such file');
    expect(await payments.gold(gold)).toEqual(before);

    writeFileSync(file('payments'), '');
    expect(await payments.fails()).toContain('input/payments.json: the file is empty');
    expect(await payments.gold(gold)).toEqual(before);

    writeFileSync(file('payments'), good.replaceAll(/.{40}$/gm, ''));
    expect(await payments.fails()).toContain('little_is_broken');
    expect(await payments.gold(gold)).toEqual(before);

    // Cut off, the last line is broken and all others count.
    writeFileSync(file('payments'), good.slice(0, good.length / 2));
    await payments.build();
    const [intake] = await payments.rows(
      "select sum(records)::bigint as n from dev_gold.intake where source = 'payments'",
    );
    expect(intake!.n).toBe(`${good.slice(0, good.length / 2).split('\n').length}`);

    writeFileSync(file('payments'), good);
    await payments.build();
    expect(await payments.gold(gold)).toEqual(before);
  },
  long,
);

test(
  'a build of far more than fits into the memory limit succeeds, and loses nothing',
  async () => {
    payments.generate('input', '--size', '100MiB');
    const narrow = ['--target', 'narrow'];
    const ran = await payments.project.spawned(['run', ...narrow], {
      env: { MEMORY_LIMIT: '40MB' },
      timeout: 100_000,
    });
    expect(ran.exitCode, ran.stderr).toBe(0);
    const { stdout } = await payments.project.assay([
      'show',
      ...narrow,
      '--output',
      'json',
      '--inline',
      "select sum(records)::bigint as records from {{ ref('intake') }}",
    ]);
    const { lines } = payments.counted('input');
    expect(JSON.parse(stdout).show).toEqual([{ records: lines.transactions! + lines.payments! }]);
  },
  long,
);
