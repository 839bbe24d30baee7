import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failed, rows, session, temporary, value } from './helpers.ts';

const relation = { schema: 'main', identifier: 'flights' };
const query = `select '2001-01-01'::date + range::int as day, 'é /x=''' as place, range as "the id" from range(3)`;

for (const partitionBy of [[], ['day'], ['day', 'place']])
  for (const [count, sql] of [
    [3, query],
    [0, `${query} where range > 5 -- none`],
  ] as const)
    test(`${count} rows in partitions by ${partitionBy.join(' and ') || 'nothing'}`, async () => {
      const on = await session();
      const directory = `${temporary()}/new/it's`;
      expect(value(await on.execute({ kind: 'write_parquet', query: sql, directory, partitionBy }))).toBe(
        count,
      );
      const columns = value(await on.describe(sql));
      value(
        await on.atomically([{ kind: 'create_parquet_view', relation, directory, partitionBy, columns }]),
      );
      const read = value(await on.query('from flights order by day'));
      expect(read.columns).toEqual(columns);
      expect(read.rows).toEqual(value(await on.query(sql)).rows);
      expect(
        readdirSync(directory, { recursive: true }).filter((name) => String(name).includes('.')),
      ).toHaveLength(partitionBy.length > 0 && count > 0 ? 3 : 1);
    });

test('reads the rows whose partition is null, and files of a table that was empty before', async () => {
  const on = await session();
  const directory = `${temporary()}/x`;
  const sql = 'select 1 as a, null::date as day';
  const write = { kind: 'write_parquet', directory, partitionBy: ['day'] } as const;
  value(await on.execute({ ...write, query: `${sql} limit 0` }));
  const columns = value(await on.describe(sql));
  value(
    await on.execute({ kind: 'create_parquet_view', relation, directory, partitionBy: ['day'], columns }),
  );
  await on.run(`copy (${sql}) to '${directory}' (format parquet, partition_by (day), overwrite_or_ignore)`);
  expect(await rows(on, 'from flights')).toEqual([[1, null]]);
});

test('does not write below a file, nor over what is there', async () => {
  const on = await session();
  const file = `${temporary()}/file`;
  writeFileSync(file, '');
  const write = { kind: 'write_parquet', query, partitionBy: ['day'] } as const;
  const below = failed(await on.execute({ ...write, directory: `${file}/x` }));
  expect(below).toEqual({ kind: 'file', message: `cannot create the directory ${file}/x (ENOTDIR)` });
  const directory = temporary();
  writeFileSync(`${directory}/keep`, '');
  expect((await on.execute({ ...write, directory })).ok).toBe(false);
  expect(existsSync(`${directory}/keep`)).toBe(true);
});

test('gives the place of an error in the query', async () => {
  const on = await session();
  const wrong = 'select 1 as a,\n  nope as day';
  const statement = {
    kind: 'write_parquet',
    query: wrong,
    directory: temporary(),
    partitionBy: ['day'],
  } as const;
  expect(failed(await on.execute(statement)).offset).toBe(wrong.indexOf('nope'));
});
