import type { DataTest } from '../../check/index.ts';
import { testedColumn } from './tested-column.ts';

export const notNull: DataTest = {
  name: 'not_null',
  description: 'Every row has a value in the column.',
  on: 'column',
  arguments: [],
  build: (input) => {
    const column = testedColumn(input);
    return {
      failing: `select * from ${input.relation} where ${column} is null`,
      aggregate: `count(*) - count(${column})`,
    };
  },
  expectation: () => 'expected a value in every row',
};
