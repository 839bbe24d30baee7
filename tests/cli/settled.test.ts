import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { settled } from '../../src/cli/settled/answer-settled.ts';
import { runAssay } from '../bad-input/in-process.ts';
import { builtShop, type Workshop } from './workshop.ts';

/** A build with nothing to do is answered without looking at anything but files, as long as all of them are the same. */

const answers: boolean[] = [];

beforeEach(() => {
  const given = settled.answers;
  answers.length = 0;
  const spy = vi.spyOn(settled, 'answers').mockImplementation((...args) => {
    const isAnswered = given(...args);
    answers.push(isAnswered);
    return isAnswered;
  });
  return () => spy.mockRestore();
});

/** Built, and answered once. */
async function settledShop(files: Readonly<Record<string, string>> = {}): Promise<Workshop> {
  const made = await builtShop({
    'models/files.sql': "{{ config(format='parquet') }}select * from {{ ref('totals') }}",
    ...files,
  });
  await made.does('build');
  expect(answers).toEqual([false, true]);
  answers.length = 0;
  return made;
}

test('what is said and recorded is what the long way says and records', async () => {
  const made = await builtShop();
  const notes = readdirSync(made.path('target/.assay')).filter((name) => name.startsWith('settled-'));
  for (const note of notes) made.remove(`target/.assay/${note}`);
  const long = await made.run(['build']);
  const results = JSON.parse(made.read('target/run_results.json'));
  const short = await made.run(['build']);
  expect(answers).toEqual([false, false, true]);
  const masked = (text: string) => text.replace(/[\d.]+s\b/g, '<time>');
  expect(masked(short.printed)).toBe(masked(long.printed));
  const again = JSON.parse(made.read('target/run_results.json'));
  expect(again.results.map(({ unique_id, status }: Result) => [unique_id, status])).toEqual(
    results.results.map(({ unique_id, status }: Result) => [unique_id, status]),
  );
  expect(again.metadata.invocation_id).not.toBe(results.metadata.invocation_id);
});

interface Result {
  readonly unique_id: string;
  readonly status: string;
}

describe('the long way is gone after', () => {
  const parquet = (made: Workshop) => {
    const folder = made.path('lake/main/files/current');
    return `${folder}/${readdirSync(folder)[0]}`;
  };
  const changes: Readonly<Record<string, (made: Workshop) => unknown>> = {
    'an edit of the same length': (made) =>
      made.edit('models/totals.sql', (text) => text.replace('sum(', 'max(')),
    'an edit within the same instant as the one before': (made) => {
      const path = made.path('models/totals.sql');
      const now = new Date(Date.now() + 60_000);
      writeFileSync(path, made.read('models/totals.sql').replace('sum(', 'min('));
      utimesSync(path, now, now);
    },
    'a new file': (made) => made.write({ 'models/more.sql': 'select 1 as x' }),
    'a new folder with a file': (made) => made.write({ 'models/deep/more.sql': 'select 1 as x' }),
    'a new properties file': (made) => made.write({ 'seeds/seeds.yml': 'seeds: [{ name: regions }]' }),
    'a file that is gone': (made) => made.remove('models/by_region.sql'),
    'a file that was renamed': (made) => {
      const sql = made.read('models/by_region.sql');
      made.remove('models/by_region.sql');
      made.write({ 'models/regional.sql': sql });
    },
    'project.yml': (made) => made.edit('project.yml', (text) => text.replace('least: 0', 'least: 9')),
    'a selectors.yml': (made) => made.write({ 'selectors.yml': 'selectors: []' }),
    'a macro': (made) => made.edit('macros/doubled.sql', (text) => text.replace('* 2', '* 3')),
    'a seed': (made) => made.edit('seeds/regions.csv', (text) => text.replace('south', 'north')),
    'a file of data': (made) => made.edit('data/orders.csv', (text) => text.replace('45', '54')),
    'a new file of data': (made) => made.write({ 'data/more.csv': 'id,customer,amount\n4,ben,1\n' }),
    'a file of data that is gone': (made) => made.remove('data/orders.csv'),
    'a row in the warehouse': (made) => made.sql("update totals set amount = 1 where customer = 'ann'"),
    'a table that was dropped': (made) => made.sql('drop table by_region'),
    'the warehouse that is gone': (made) => made.remove('shop.duckdb'),
    'a Parquet file that was written': (made) => writeFileSync(parquet(made), readFileSync(parquet(made))),
    'manifest.json that is gone': (made) => made.remove('target/manifest.json'),
    'a damaged note': (made) => {
      const [note] = readdirSync(made.path('target/.assay')).filter((name) => name.startsWith('settled-'));
      const path = made.path(`target/.assay/${note}`);
      writeFileSync(path, readFileSync(path, 'utf8').replace('"nodes":', '"nods":'));
    },
    'damaged results that were kept': (made) => {
      const [results] = readdirSync(made.path('target/.assay')).filter((name) => name.startsWith('results-'));
      const path = made.path(`target/.assay/${results}`);
      writeFileSync(path, readFileSync(path, 'utf8').replace('success', 'succes'));
    },
    'results that were kept and are gone': (made) => {
      const [results] = readdirSync(made.path('target/.assay')).filter((name) => name.startsWith('results-'));
      made.remove(`target/.assay/${results}`);
    },
  };
  test.each(Object.entries(changes))('%s', async (_, change) => {
    const made = await settledShop();
    await change(made);
    await made.run(['build']);
    expect(answers).toEqual([false]);
  });

  test('an environment variable that is read', async () => {
    const made = await settledShop({
      'models/env.sql': "select '{{ env_var('WHO', 'nobody') }}' as who",
    });
    made.env = { OTHER: '1' };
    await made.does('build');
    made.env = { WHO: 'ann' };
    expect(await made.done('build')).toEqual(['env']);
    expect(answers).toEqual([true, false]);
  });
});

describe('the long way is gone with', () => {
  const options: readonly (readonly string[])[] = [
    ['--vars', '{least: 1}'],
    ['--target', 'dev'],
    ['--select', 'totals'],
    ['--force'],
    ['--full-refresh'],
    ['-v'],
    ['--log-format', 'json'],
    ['--store-failures'],
    ['--junit', 'junit.xml'],
    ['--target-path', 'elsewhere'],
  ];
  test.each(options.map((each) => [each.join(' '), each] as const))('%s', async (_, option) => {
    const made = await settledShop();
    await made.run(['build', ...option]);
    expect(answers).toEqual([false]);
  });

  test('another command', async () => {
    const made = await settledShop();
    await made.run(['run']);
    expect(answers.at(-1)).not.toBe(true);
  });

  test('another version of Assay', async () => {
    const made = await settledShop();
    const [note] = readdirSync(made.path('target/.assay')).filter((name) => name.startsWith('settled-'));
    const { sha256 } = await import('../../src/base/index.ts');
    const path = made.path(`target/.assay/${note}`);
    const text = readFileSync(path, 'utf8')
      .split('\n')[1]!
      .replace(/"version":"[^"]*"/, '"version":"0.0.9"');
    writeFileSync(path, `${sha256(text)}\n${text}`);
    await made.does('build');
    expect(answers).toEqual([false]);
  });
});

describe('nothing is kept where', () => {
  const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a template tells the time': { 'models/at.sql': "select '{{ run_started_at }}' < 'a' as at" },
    'a template says something': { 'models/at.sql': "{{ log('hello', info=true) }}select 1 as at" },
    'there are hooks': { 'models/at.sql': `{{ config(post_hook="select 1") }}select 1 as at` },
    'a source has an address': {
      'models/remote.yml':
        'sources:\n  - name: far\n    tables:\n      - { name: t, files: "https://nowhere.invalid/t.csv" }\n',
      'models/at.sql': "select * from {{ source('far', 't') }}",
    },
  };
  test.each(Object.entries(projects))('%s', async (_, files) => {
    const made = await builtShop().then((shop) => {
      shop.write(files);
      return shop;
    });
    for (let time = 0; time < 3; time++) await made.run(['build']);
    expect(answers).toEqual([false, false, false, false]);
  });
});

test('a file of data that was written just now is known by its content', async () => {
  const made = await builtShop();
  const text = made.read('data/orders.csv');
  writeFileSync(made.path('data/orders.csv'), text);
  await made.run(['build']);
  await made.run(['build']);
  expect(answers).toEqual([false, false, true]);
  const { atime, mtime } = statSync(made.path('data/orders.csv'));
  writeFileSync(made.path('data/orders.csv'), text.replace('45', '54'));
  utimesSync(made.path('data/orders.csv'), atime, mtime);
  await made.run(['build']);
  expect(answers.at(-1)).toBe(false);
});

test('a folder of the project is no other', async () => {
  const made = await settledShop();
  const other = await builtShop();
  other.remove('target/.assay');
  answers.length = 0;
  await other.run(['build']);
  expect(answers).toEqual([false]);
  expect(existsSync(made.path('target/.assay'))).toBe(true);
});

test('from a folder of the project the answer is its own', async () => {
  const made = await settledShop();
  const build = () => runAssay(['build'], made.path('models'), {});
  await build();
  const { printed } = await build();
  expect(answers).toEqual([false, true]);
  expect(printed).toContain('unchanged');
});
