import { expect, test } from 'vitest';
import { caseNames } from './cases.ts';
import { asTable, compare, partOf } from './compare.ts';
import { readDeviations } from './deviations.ts';

/*
 * Every case below tests/parity/cases is a dbt project with commands to run, and beside it what dbt gave. `npm run parity`
 * prints a table; `npm run parity -- --record area/name` asks dbt anew.
 */
compare(asTable ? partOf(0, 1) : partOf(0, 2));

test('every listed deviation is of a case', () => {
  expect(readDeviations().filter((deviation) => !caseNames.includes(deviation.case))).toEqual([]);
});
