import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { repository } from '../cli/harness.ts';
import { assay } from './assay.ts';
import { caseNames, casePath, chosen, readRecord } from './cases.ts';
import { covers, deviationsPage, readDeviations } from './deviations.ts';
import { differences, printDifference } from './differences.ts';
import { play } from './play.ts';
import { type Line, printTable, slower } from './table.ts';

/**
 * Every case below is a dbt project with commands to run, and beside it what dbt gave. `npm run parity` prints the table;
 * `npm run parity -- --record area/name` asks dbt anew.
 */
const names = chosen(caseNames);
const all = names.length === caseNames.length;
const pending = new Set(
  readFileSync(join(repository, 'tests/parity/pending.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== ''),
);
const deviations = readDeviations();
const met = new Set<number>();
const table: Line[] = [];

describe('as under dbt', () => {
  test.each(names)('%s', async (name) => {
    const record = readRecord(name);
    expect(record, `not recorded yet: npm run parity -- --record ${name}`).toBeDefined();
    const { dbt: _, seconds: dbtSeconds, ...expected } = record!;
    const { record: given, seconds } = await play(casePath(name), assay, expected);
    const found = differences(expected, given);
    const unlisted = found.filter(
      (difference) =>
        deviations.filter((deviation, index) => covers(deviation, name, difference) && met.add(index))
          .length === 0,
    );
    table.push({ name, found: found.length, unlisted: unlisted.length, seconds, dbtSeconds });
    if (pending.has(name) && !process.env.PARITY_TABLE)
      expect(unlisted.length, `${name} passes now: take it out of tests/parity/pending.txt`).not.toBe(0);
    else expect(unlisted.map(printDifference).join('\n')).toBe('');
  });
});

test.skipIf(!all)('every listed deviation is one', () => {
  const gone = deviations.filter((_, index) => !met.has(index));
  expect(gone, `no longer so: take it out of ${deviationsPage}`).toEqual([]);
});

test.skipIf(!all)('what is pending is a case', () => {
  expect([...pending].filter((name) => !caseNames.includes(name))).toEqual([]);
});

if (process.env.PARITY_TABLE) {
  test('no case takes more than a quarter of the time of dbt', () => {
    expect(slower(table)).toEqual([]);
  });
  afterAll(() => console.log(printTable(table)));
}
