import type { DataTest } from '../../check/index.ts';
import { testedColumn } from './tested-column.ts';

/** As in dbt, a failure is a value that stands in more than one row; nulls are not values. */
export const unique: DataTest = {
  name: 'unique',
  description: 'No value stands in the column twice; nulls do not count.',
  on: 'column',
  arguments: [],
  build: (input) => {
    const column = testedColumn(input);
    return {
      failing: `select ${column} as unique_field, count(*) as n_records from ${input.relation} where ${column} is not null group by ${column} having count(*) > 1`,
      aggregate: `count(${column}) - count(distinct ${column})`,
    };
  },
  expectation: () => 'expected no value twice',
};
