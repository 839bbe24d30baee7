import type { DataTest, DataTestInput } from '../../check/index.ts';
import { testedColumn } from './tested-column.ts';

/** Follows dbt_utils.unique_combination_of_columns: a failure is a combination, and nulls count as values. */
export const uniqueCombination: DataTest = {
  name: 'unique_combination',
  description: 'No combination of the columns stands in two rows.',
  on: 'relation',
  arguments: [
    { name: 'columns', required: true, type: 'list', description: 'The columns that are a key together.' },
  ],
  build: (input) => {
    const columns = names(input)
      .map((column) => testedColumn({ column, sql: input.sql }))
      .join(', ');
    return {
      failing: `select ${columns}, count(*) as n_records from ${input.relation} group by ${columns} having count(*) > 1`,
      aggregate: `count(*) - count(distinct row(${columns}))`,
    };
  },
  expectation: (input) => `expected each ${names(input).join(', ')} once`,
};

const names = ({ arguments: { columns } }: Pick<DataTestInput, 'arguments'>) =>
  (columns as readonly unknown[]).map(String);
