import type { DataTest, DataTestInput } from '../../check/index.ts';
import { testedColumn } from './tested-column.ts';

/** Follows dbt_utils.expression_is_true: on a column the expression is what comes after its name; null passes not. */
export const expressionIsTrue: DataTest = {
  name: 'expression_is_true',
  description: 'A SQL expression holds for every row; where it is null it does not hold.',
  on: 'either',
  arguments: [
    {
      name: 'expression',
      required: true,
      type: 'text',
      description: 'The condition. On a column it follows the column: `>= 0`.',
    },
  ],
  build: (input) => {
    const condition = `not coalesce((${expressionOf(input)}), false)`;
    return {
      failing: `select * from ${input.relation} where ${condition}`,
      aggregate: `count(*) filter (where ${condition})`,
    };
  },
  expectation: ({ column, arguments: { expression } }) =>
    `expected ${[column, expression].filter(Boolean).join(' ')}`,
};

const expressionOf = (input: DataTestInput) =>
  input.column === undefined
    ? String(input.arguments.expression)
    : `${testedColumn(input)} ${input.arguments.expression}`;
