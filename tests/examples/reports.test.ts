import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Example } from './example.js';

const gold = ['dim_customer', 'fact_orders', 'fact_events', 'intake'];
const byDate = [
  ['dev_bronze', 'landed_customers'],
  ['dev_bronze', 'landed_orders'],
  ['dev_bronze', 'landed_events'],
  ['dev_silver', 'raw_customers'],
  ['dev_silver', 'raw_orders'],
  ['dev_silver', 'raw_events'],
  ['dev_silver', 'set_aside'],
] as const;
const day = '2024-01-09';
const oneDay = ['--vars', `process_date: ${day}`];
const long = 120_000;
let reports: Example;

beforeEach(() => {
  reports = new Example('reports');
  reports.generate('.');
});

/** The files of the day in each topic's folder. */
const landed = (date: string): string[] =>
  ['customers', 'orders', 'events'].flatMap((topic) => {
    const folder = reports.project.path('landing', topic, date);
    return readdirSync(folder).map((name) => join(folder, name));
  });
/** Every file of the lake but those of the day. */
const files = (): Map<string, string> =>
  new Map(
    byDate.flatMap(([schema, table]) =>
      [...reports.files(schema, table)]
        .filter(([name]) => !name.includes(day))
        .map(([name, told]) => [`${table}/${name}`, told] as const),
    ),
  );
const rows = async (): Promise<Record<string, string[]>> => {
  const all: Record<string, string[]> = {};
  for (const [schema, table] of byDate) {
    const read = await reports.rows(`select md5(t::varchar) as row_hash from ${schema}.${table} as t`);
    all[table] = read.map(({ row_hash: hash }) => hash!).sort();
  }
  return all;
};

test(
  'the gold tables are those of the reference; dirt is found as often as it was made',
  async () => {
    await reports.build();
    expect(await reports.gold(gold)).toEqual(await reports.expected('small', gold));

    const { lines, dirt } = reports.counted('.');
    const intake = await reports.rows(
      'select topic, outcome, sum(records)::bigint as n from dev_gold.intake group by all',
    );
    const count = (topic: string, outcome?: string): number =>
      intake
        .filter((row) => row.topic === topic && (outcome === undefined || row.outcome === outcome))
        .reduce((sum, row) => sum + Number(row.n), 0);
    const reasons = ['broken_json', 'ragged', 'null_key', 'wrong_type', 'null_amount', 'negative_amount'];
    for (const topic of ['customers', 'orders', 'events']) {
      const sources = Object.keys(lines).filter((source) => source.startsWith(topic));
      expect(count(topic)).toBe(sources.reduce((sum, source) => sum + lines[source]!, 0));
      for (const reason of [...reasons, 'bad_status', 'bad_time', 'future']) {
        const made = sources.reduce((sum, source) => sum + (dirt[source]![reason] ?? 0), 0);
        expect([topic, reason, count(topic, reason)]).toEqual([topic, reason, made]);
      }
    }
  },
  long,
);

test(
  'a date that comes again replaces that date, and leaves the files of all others',
  async () => {
    await reports.build();
    const others = files();
    reports.generate('.', '--reprocess', day);
    await reports.build(...oneDay);
    expect(await reports.gold(gold)).toEqual(await reports.expected(`small-reprocess-${day}`, gold));
    expect(files()).toEqual(others);
  },
  long,
);

test(
  'ten times the same date change nothing',
  async () => {
    await reports.build();
    const others = files();
    const before = { rows: await rows(), gold: await reports.gold(gold) };
    for (let time = 1; time <= 10; time++) await reports.build(...oneDay);
    expect({ rows: await rows(), gold: await reports.gold(gold) }).toEqual(before);
    expect(files()).toEqual(others);
  },
  long,
);

test(
  'a new date adds its partition, from a warehouse of the others',
  async () => {
    const early = ['--vars', 'process_date: 2024-01-0*'];
    await reports.build(...early);
    const dates = async (): Promise<string> =>
      (await reports.rows('select count(distinct processing_date) as n from dev_silver.raw_orders'))[0]!.n!;
    expect(await dates()).toBe('9');
    await reports.build('--vars', 'process_date: 2024-01-10');
    expect(await dates()).toBe('10');
    await reports.build('--vars', 'process_date: 2024-01-1*');
    expect(await reports.gold(gold)).toEqual(await reports.expected('small', gold));
  },
  long,
);

test(
  'input that is missing, empty, all dirt or without records ends in words, and the results of before stay',
  async () => {
    await reports.build();
    const before = await reports.gold(gold);
    expect(await reports.fails('--vars', 'process_date: 2024-03-01')).toContain('there is no such file');
    expect(await reports.gold(gold)).toEqual(before);

    const good = landed(day).map((path) => [path, readFileSync(path, 'utf8')] as const);
    for (const [path] of good) writeFileSync(path, '');
    expect(await reports.fails(...oneDay)).toContain('the file is empty');
    expect(await reports.gold(gold)).toEqual(before);

    for (const [path, text] of good) {
      const broken = path.endsWith('.csv')
        ? text.replaceAll(/(?<=\n).+$/gm, '$&,surplus')
        : text.replaceAll(/.{9}$/gm, '');
      writeFileSync(path, broken);
    }
    expect(await reports.fails(...oneDay)).toContain('little_is_set_aside');
    expect(await reports.gold(gold)).toEqual(before);

    for (const [path, text] of good) writeFileSync(path, text);
    await reports.build(...oneDay);
    expect(await reports.gold(gold)).toEqual(before);
  },
  long,
);

test(
  'files that are cut off lose no line, and files that land twice change no fact',
  async () => {
    const facts = gold.slice(0, 3);
    await reports.build();
    const before = await reports.gold(facts);
    for (const topic of ['customers', 'orders', 'events'])
      cpSync(
        reports.project.path('landing', topic, day),
        reports.project.path('landing', topic, '2024-01-20'),
        { recursive: true },
      );
    await reports.build('--vars', 'process_date: 2024-01-20');
    expect(await reports.gold(facts)).toEqual(before);

    let lines = 0;
    for (const path of landed(day)) {
      const text = readFileSync(path, 'utf8');
      const cut = text.slice(0, Math.floor(text.length * 0.8)).replace(/[\n,]+$/, '');
      lines += cut.split('\n').length - (path.endsWith('.csv') ? 1 : 0);
      writeFileSync(path, cut);
    }
    await reports.build(...oneDay);
    const [intake] = await reports.rows(
      `select sum(records)::bigint as n from dev_gold.intake where processing_date = '${day}'`,
    );
    expect(intake!.n).toBe(`${lines}`);
  },
  long,
);
