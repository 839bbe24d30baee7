import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Storage, storage } from './storage.ts';

/** A row as the tests write it: a key (that may be missing), a partition (that may be missing) and an amount. */
interface Row {
  readonly id: number | null;
  readonly day: string | null;
  readonly amount: number;
}

const row = fc.record({
  id: fc.oneof({ weight: 8, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.constant(null) }),
  day: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('mon', 'tue', 'wed') },
    { weight: 1, arbitrary: fc.constantFrom('', 'a/b', 'ü =&%', "it's") },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  amount: fc.nat(99),
});
const batches = (least: number) =>
  fc.array(fc.array(row, { minLength: least, maxLength: 6 }), { minLength: 1, maxLength: 5 });

const text = (cell: string | null) => (cell === null ? 'null' : `'${cell.replaceAll("'", "''")}'`);
const queryOf = (rows: readonly Row[]): string =>
  rows.length === 0
    ? 'select 1::integer as id, null::varchar as day, 1::integer as amount where false'
    : `select * from (values ${rows
        .map(({ id, day, amount }) => `(${id}::integer, ${text(day)}::varchar, ${amount}::integer)`)
        .join(', ')}) as _(id, day, amount)`;
const printed = (rows: readonly Row[]) =>
  rows.map(({ id, day, amount }) => [id, day, amount].join(' ')).sort();

type Key = readonly (keyof Row)[];
/** What a table holds after a batch: rows of the same whole key are replaced, nulls equal nothing. */
function added(table: readonly Row[], batch: readonly Row[], key: Key): Row[] {
  const same = (one: Row, other: Row) =>
    key.every((column) => one[column] !== null && one[column] === other[column]);
  return [...table.filter((old) => key.length === 0 || !batch.some((fresh) => same(old, fresh))), ...batch];
}

const shared = async (on: Storage, rows: readonly (readonly Row[])[], key: Key, partitionBy?: string[]) => {
  let expected: Row[] = [];
  for (const [index, batch] of rows.entries()) {
    expected = index === 0 ? [...batch] : added(expected, batch, key);
    const { staged, published } = await on.run('incremental', queryOf(batch), {
      uniqueKey: key,
      strategy: key.length === 0 ? 'append' : 'delete+insert',
      fullRefresh: index === 0,
      ...(partitionBy && { partitionBy }),
    });
    expect(staged).toEqual(printed(expected));
    expect(published).toEqual(printed(expected));
  }
};

for (const [title, partitionBy, least, runs] of [
  ['as a table', undefined, 0, 40],
  ['as one Parquet file', [], 0, 25],
  ['as Parquet in partitions', ['day'], 0, 15],
] as const) {
  test(`whatever is added, ${title}, the staged and the published rows are those of the model`, async () => {
    const on = await storage();
    const keys = fc.constantFrom<Key>([], ['id'], ['id', 'day']);
    await fc.assert(
      fc.asyncProperty(batches(least), keys, (rows, key) =>
        shared(on, rows, key, partitionBy && [...partitionBy]),
      ),
      { numRuns: runs },
    );
  });
}

const week: readonly Row[] = [
  { id: 1, day: 'mon', amount: 10 },
  { id: 2, day: 'mon', amount: 20 },
  { id: 3, day: 'tue', amount: 30 },
  { id: 4, day: null, amount: 40 },
];
const byDay = { partitionBy: ['day'], uniqueKey: ['id'] };

test('partitions that nothing is added to keep their files', async () => {
  const on = await storage();
  await on.run('incremental', queryOf(week), byDay);
  const before = on.files();
  await on.run('incremental', queryOf([{ id: 3, day: 'tue', amount: 31 }]), byDay);
  const after = on.files();
  const kept = [...after].filter(([file, inode]) => before.get(file) === inode).map(([file]) => file);
  expect(kept.map((file) => file.split('/')[0])).toEqual(
    expect.arrayContaining(['day=mon', 'day=__HIVE_DEFAULT_PARTITION__']),
  );
  expect(kept.filter((file) => file.startsWith('day=tue'))).toEqual([]);
});

test('the same input again leaves the same rows', async () => {
  const on = await storage();
  await on.run('incremental', queryOf(week), byDay);
  const { published } = await on.run('incremental', queryOf(week), byDay);
  expect(published).toEqual(printed(week));
});

test('a row that moves to another partition leaves the one it was in', async () => {
  const on = await storage();
  await on.run('incremental', queryOf(week), byDay);
  const { published } = await on.run('incremental', queryOf([{ id: 1, day: 'wed', amount: 10 }]), byDay);
  expect(published).toEqual(['1 wed 10', '2 mon 20', '3 tue 30', '4  40']);
  const emptied = await on.run('incremental', queryOf([{ id: 3, day: null, amount: 30 }]), byDay);
  expect(emptied.published).toEqual(['1 wed 10', '2 mon 20', '3  30', '4  40']);
});

test('a run that adds nothing links every file', async () => {
  const on = await storage();
  await on.run('incremental', queryOf(week), byDay);
  const before = [...on.files().values()];
  const { published } = await on.run('incremental', queryOf([]), byDay);
  expect(published).toEqual(printed(week));
  expect([...on.files().values()]).toEqual(expect.arrayContaining(before));
});

test('a second run that adds nothing to Parquet in partitions', async () => {
  const on = await storage();
  await on.run('incremental', queryOf(week), byDay);
  const before = on.files();
  await on.run('incremental', queryOf([]), byDay);
  const { published } = await on.run('incremental', queryOf([]), byDay);
  expect(published).toEqual(printed(week));
  expect(on.files()).toEqual(before);
});

const days = ['mon', 'tue', 'wed'] as const;

for (const [title, storedAs] of [
  ['as a table', {}],
  ['as one Parquet file', { partitionBy: [] }],
  ['as Parquet in partitions', { partitionBy: ['day'] }],
] as const) {
  test(`replace_where replaces what the condition holds for, and nothing else, ${title}`, async () => {
    const on = await storage();
    const window = fc.record({ day: fc.constantFrom(...days), rows: fc.array(row, { maxLength: 6 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 6 }),
        fc.array(window, { maxLength: 4 }),
        async (first, runs) => {
          let expected = first;
          await on.run('incremental', queryOf(first), { fullRefresh: true, ...storedAs });
          for (const { day, rows } of runs) {
            const inside = rows.map((one) => ({ ...one, day }));
            expected = [...expected.filter((one) => one.day !== day), ...inside];
            const { staged, published } = await on.run('incremental', queryOf(inside), {
              strategy: 'replace_where',
              predicates: [`day = '${day}' -- a comment`, 'true'],
              ...storedAs,
            });
            expect(staged).toEqual(printed(expected));
            expect(published).toEqual(printed(expected));
          }
        },
      ),
      { numRuns: 15 },
    );
  });
}

test('replace_where leaves the files of other partitions, and takes away those that become empty', async () => {
  const on = await storage();
  await on.run('incremental', queryOf(week), byDay);
  const before = on.files();
  await on.run('incremental', queryOf([]), {
    partitionBy: ['day'],
    strategy: 'replace_where',
    predicates: ["day = 'mon'"],
  });
  const kept = [...before].filter(([file]) => !file.startsWith('day=mon/'));
  expect([...on.files()]).toEqual(kept);
});

for (const parquet of [{}, { partitionBy: ['day'] }]) {
  test(`added rows take the types of the ${'partitionBy' in parquet ? 'other partitions' : 'table'}, and tests see them so`, async () => {
    const on = await storage();
    await on.run('incremental', "select 1 as amount, 'mon' as day", parquet);
    const added = await on.run('incremental', "select 2.6::double as amount, 'tue' as day", parquet);
    expect(added.staged).toEqual(['1 mon', '3 tue']);
    expect(added.published).toEqual(['1 mon', '3 tue']);
  });
}

for (const [title, first, then] of [
  ['a table becomes Parquet', {}, byDay],
  ['Parquet becomes a table', byDay, { uniqueKey: ['id'] }],
] as const) {
  test(`${title}: what was there is replaced, not added to`, async () => {
    const on = await storage();
    await on.run('incremental', queryOf(week), first);
    const { published } = await on.run('incremental', queryOf(week.slice(2)), then);
    expect(published).toEqual(printed(week.slice(2)));
  });
}

test('a view becomes an incremental table, a table a view', async () => {
  const on = await storage();
  await on.run('view', queryOf(week));
  expect((await on.run('incremental', queryOf(week))).published).toEqual(printed(week));
  expect((await on.run('view', queryOf([week[0]!]))).published).toEqual(['1 mon 10']);
  expect((await on.run('table', queryOf([week[1]!]))).published).toEqual(['2 mon 20']);
});

test('new columns are appended, those that are gone become null', async () => {
  for (const parts of [{}, { partitionBy: [] }]) {
    const on = await storage();
    await on.run('incremental', "select 1 as id, 'old' as note", parts);
    const { staged, published } = await on.run('incremental', 'select 2 as id, 5 as price', {
      ...parts,
      onSchemaChange: 'append_new_columns',
    });
    expect(published).toEqual(['1 old ', '2  5']);
    expect(staged).toEqual(published);
  }
});

test('columns in another order and case fit', async () => {
  const on = await storage();
  await on.run('incremental', "select 1 as id, 'a' as note");
  const { published } = await on.run('incremental', "select 'b' as NOTE, 2 as ID");
  expect(published).toEqual(['1 a', '2 b']);
});
