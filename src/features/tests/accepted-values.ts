import type { DataTest, DataTestInput } from '../../check/index.ts';
import { testedColumn } from './tested-column.ts';

/** As in dbt, a failure is a value, not a row, and null is accepted. */
export const acceptedValues: DataTest = {
  name: 'accepted_values',
  description: 'Every value of the column is one of a list; null is accepted.',
  on: 'column',
  arguments: [
    { name: 'values', required: true, type: 'list', description: 'The values that are accepted.' },
    {
      name: 'quote',
      required: false,
      type: 'boolean',
      description: 'Whether the values are text (true, the default) or SQL.',
    },
  ],
  build: (input) => {
    const column = testedColumn(input);
    const list = accepted(input).join(', ');
    const condition = list === '' ? `${column} is not null` : `${column} not in (${list})`;
    return {
      failing: `select ${column} as value_field, count(*) as n_records from ${input.relation} where ${condition} group by ${column}`,
      aggregate: `count(*) filter (where ${condition})`,
    };
  },
  expectation: ({ arguments: { values } }) =>
    `expected one of ${(values as readonly unknown[]).map(String).join(', ')}`,
};

function accepted(input: DataTestInput): string[] {
  const values = input.arguments.values as readonly unknown[];
  const quote = input.arguments.quote !== false;
  // Null is accepted anyway, and `not in` with a null in its list is never true.
  return values
    .filter((value) => value !== null)
    .map((value) => (quote ? input.sql.literal(String(value)) : String(value)));
}
