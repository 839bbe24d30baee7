import type { DataTest } from '../../check/index.ts';

export const notEmpty: DataTest = {
  name: 'not_empty',
  description: 'The relation has at least one row.',
  on: 'relation',
  arguments: [],
  build: (input) => ({
    failing: `select count(*) as n_records from ${input.relation} having count(*) = 0`,
    aggregate: 'case when count(*) = 0 then 1 else 0 end',
  }),
  expectation: () => 'expected at least one row',
};
