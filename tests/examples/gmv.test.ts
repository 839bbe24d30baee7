import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Example } from './example.ts';

const gold = ['daily_gmv', 'unmatched_purchases', 'intake'];
const topics = ['purchase', 'product_item', 'purchase_extra_info'];
const long = 120_000;
let gmv: Example;

beforeEach(() => {
  gmv = new Example('gmv');
  gmv.generate('input');
});

const input = (...parts: string[]): string => gmv.project.path('input', ...parts);
const files = (): Map<string, string> => gmv.files('dev_gold', 'daily_gmv');
const between = (first: string, last: string, whole: Map<string, string>): string[][] =>
  [...whole].filter(([name]) => {
    const day = /transaction_date=([\d-]+)/.exec(name)![1]!;
    return day >= first && day <= last;
  });

/** Moves the files that arrived after a day away, and gives what brings them back. */
function arrivedBy(day: string): () => void {
  const late = topics.flatMap((topic) =>
    readdirSync(input(topic))
      .filter((name) => name > `${day}.csv`)
      .map((name) => join(topic, name)),
  );
  for (const name of late) renameSync(input(name), gmv.project.path(name.replace('/', '-')));
  return () => {
    for (const name of late) renameSync(gmv.project.path(name.replace('/', '-')), input(name));
  };
}

test(
  'the gold tables are those of the reference; dirt is found as often as it was made',
  async () => {
    await gmv.build();
    expect(await gmv.gold(gold)).toEqual(await gmv.expected('small', gold));
    const before = files();

    const { lines, dirt } = gmv.counted('input');
    const intake = await gmv.rows('from dev_gold.intake');
    const count = (topic: string, outcome?: string): number =>
      intake
        .filter((row) => row.source === topic && (outcome === undefined || row.outcome === outcome))
        .reduce((sum, row) => sum + Number(row.records), 0);
    for (const topic of topics) {
      expect([topic, count(topic)]).toEqual([topic, lines[topic]]);
      for (const reason of ['ragged', 'null_key', 'wrong_type', 'future', 'null_value', 'negative_value'])
        expect([topic, reason, count(topic, reason)]).toEqual([topic, reason, dirt[topic]![reason] ?? 0]);
    }
    const [aside] = await gmv.rows('select count(*) as n from dev_silver.set_aside where record is not null');
    expect(Number(aside!.n)).toBe(
      intake.filter(({ outcome }) => outcome !== 'loaded').reduce((sum, row) => sum + Number(row.records), 0),
    );

    await gmv.build();
    expect(await gmv.gold(gold)).toEqual(await gmv.expected('small', gold));
    expect([...files().keys()]).toEqual([...before.keys()]);
  },
  long,
);

test(
  'a window makes anew its days, late purchases and corrections included, and touches no other file',
  async () => {
    const comeBack = arrivedBy('2024-01-20');
    await gmv.build();
    expect(await gmv.gold(gold)).toEqual(await gmv.expected('small-as-of-2024-01-20', gold));
    const before = files();

    comeBack();
    await gmv.build('--vars', '{start_date: 2024-01-14, end_date: 2024-01-22}');
    const days = await gmv.gold(['daily_gmv']);
    const of = async (folder: string, inside: boolean): Promise<string[]> =>
      (await gmv.expected(folder, ['daily_gmv'])).daily_gmv!.rows.filter(
        (row) => (row >= '["2024-01-14' && row < '["2024-01-23') === inside,
      );
    const outside = await of('small-as-of-2024-01-20', false);
    expect(days.daily_gmv!.rows).toEqual([...outside, ...(await of('small', true))].sort());
    const after = files();
    expect(between('2024-01-01', '2024-01-13', after)).toEqual(between('2024-01-01', '2024-01-13', before));
    for (const [name, told] of between('2024-01-14', '2024-01-20', before))
      expect(after.get(String(name))).not.toBe(told);

    await gmv.build();
    expect(await gmv.gold(gold)).toEqual(await gmv.expected('small', gold));
  },
  long,
);

test(
  'a day that has lost all its purchases is gone after its window',
  async () => {
    await gmv.build();
    const before = files();
    const deleted = (await gmv.rows("from dev_silver.purchases where transaction_date = '2024-01-12'")).map(
      ({ purchase_id: id }) => `2024-01-30 23:59:59.999,2024-01-30,${id},,,,,,d\n`,
    );
    expect(deleted.length).toBeGreaterThan(10);
    appendFileSync(input('purchase', '2024-01-30.csv'), deleted.join(''));
    await gmv.build('--vars', '{start_date: 2024-01-12, end_date: 2024-01-12}');
    const left = [...before].filter(([name]) => !name.includes('2024-01-12'));
    expect([...files()]).toEqual(left);
    expect(await gmv.rows("from dev_gold.daily_gmv where transaction_date = '2024-01-12'")).toEqual([]);
  },
  long,
);

test(
  'input that is missing, empty or all dirt ends in words, and the results of before stay',
  async () => {
    await gmv.build();
    const before = { gold: await gmv.gold(gold), files: files() };
    const unchanged = async (): Promise<void> =>
      expect({ gold: await gmv.gold(gold), files: files() }).toEqual(before);

    expect(await gmv.fails('--vars', 'input: nowhere')).toContain('no file matches this');
    await unchanged();

    cpSync(input(), gmv.project.path('empty'), { recursive: true });
    writeFileSync(gmv.project.path('empty/purchase/2024-01-07.csv'), '');
    expect(await gmv.fails('--vars', 'input: empty')).toContain('the file is empty');
    await unchanged();

    for (const topic of topics)
      for (const name of readdirSync(gmv.project.path('empty', topic))) {
        const path = gmv.project.path('empty', topic, name);
        writeFileSync(path, readFileSync(input(topic, name), 'utf8').split('\n', 1)[0]!);
      }
    expect(await gmv.fails('--vars', 'input: empty')).toContain('not_empty');
    await unchanged();

    gmv.generate('dirty', '--dirt', '1');
    expect(await gmv.fails('--vars', 'input: dirty')).toContain('mostly_loaded');
    await unchanged();
  },
  long,
);

test(
  'files that are cut off lose no line, and files delivered twice change no figure',
  async () => {
    const figures = gold.slice(0, 2);
    for (const topic of topics)
      for (const name of readdirSync(input(topic)))
        cpSync(input(topic, name), input(topic, name.replace('.csv', '-again.csv')));
    await gmv.build();
    expect(await gmv.gold(figures)).toEqual(await gmv.expected('small', figures));
    const [twice] = await gmv.rows(
      "select sum(records)::bigint as n from dev_gold.intake where source = 'purchase'",
    );
    expect(Number(twice!.n)).toBe(2 * gmv.counted('input').lines.purchase!);

    let lines = 0;
    for (const topic of topics)
      for (const name of readdirSync(input(topic))) {
        if (name.includes('again')) rmSync(input(topic, name));
        else {
          const text = readFileSync(input(topic, name), 'utf8');
          const cut = text.slice(0, Math.floor(text.length * 0.9));
          lines += cut.trimEnd().split('\n').length - 1;
          writeFileSync(input(topic, name), cut);
        }
      }
    await gmv.build();
    const [intake] = await gmv.rows('select sum(records)::bigint as n from dev_gold.intake');
    expect(Number(intake!.n)).toBe(lines);
  },
  long,
);
