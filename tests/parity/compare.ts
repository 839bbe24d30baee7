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

const pendingFile = 'tests/parity/pending.txt';

/** `npm run parity` wants a table of all cases, and has them in one process. */
export const asTable = process.env.PARITY_TABLE !== undefined;

/** The cases of which the index is `part` of every `parts`, which are spread over files so that these run side by side. */
export const partOf = (part: number, parts: number): readonly string[] =>
  chosen(caseNames).filter((_, index) => index % parts === part);

/** Tests that Assay gives for each case what dbt gave. */
export function compare(names: readonly string[]): void {
  const pending = new Set(
    readFileSync(join(repository, pendingFile), 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  );
  const deviations = readDeviations().filter((deviation) => names.includes(deviation.case));
  const met = new Set<string>();
  const table: Line[] = [];

  describe('as under dbt', () => {
    test.each(names)('%s', async (name) => {
      const record = readRecord(name);
      expect(record, `not recorded yet: npm run parity -- --record ${name}`).toBeDefined();
      const { dbt: _, seconds: dbtSeconds, ...expected } = record!;
      const { record: given, seconds } = await play(casePath(name), assay, expected);
      const found = differences(expected, given);
      const unlisted = found.filter((difference) => {
        const listed = deviations.filter((deviation) => covers(deviation, name, difference));
        for (const { where } of listed) met.add(`${name} ${where}`);
        return listed.length === 0;
      });
      table.push({ name, found: found.length, unlisted: unlisted.length, seconds, dbtSeconds });
      if (pending.has(name) && !asTable)
        expect(unlisted.length, `${name} passes now: take it out of ${pendingFile}`).not.toBe(0);
      else expect(unlisted.map(printDifference).join('\n')).toBe('');
    });
  });

  test('every listed deviation is one', () => {
    const gone = deviations.filter((deviation) => !met.has(`${deviation.case} ${deviation.where}`));
    expect(gone, `no longer so: take it out of ${deviationsPage}`).toEqual([]);
  });

  if (!asTable) return;
  test('no case takes more than a quarter of the time of dbt', () => {
    expect(slower(table)).toEqual([]);
  });
  afterAll(() => console.log(printTable(table)));
}
