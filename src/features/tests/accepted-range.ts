import type { DataTest, DataTestInput } from '../../check/index.ts';
import { testedColumn } from './tested-column.ts';

/** Follows dbt_utils.accepted_range: null is accepted, bounds may be SQL expressions. */
export const acceptedRange: DataTest = {
  name: 'accepted_range',
  description: 'Every value of the column lies between two bounds; null is accepted.',
  on: 'column',
  arguments: [
    {
      name: 'min',
      required: false,
      type: 'scalar',
      description: 'The lowest accepted value, a number or a SQL expression. Also `min_value`.',
    },
    {
      name: 'max',
      required: false,
      type: 'scalar',
      description: 'The highest accepted value, a number or a SQL expression. Also `max_value`.',
    },
    {
      name: 'min_value',
      required: false,
      type: 'scalar',
      description: 'As `min`, in the words of dbt_utils.',
    },
    {
      name: 'max_value',
      required: false,
      type: 'scalar',
      description: 'As `max`, in the words of dbt_utils.',
    },
    {
      name: 'inclusive',
      required: false,
      type: 'boolean',
      description: 'Whether the bounds themselves are accepted (true, the default).',
    },
  ],
  build: (input) => {
    const column = testedColumn(input);
    const { min, max } = bounds(input);
    const equal = input.arguments.inclusive === false ? '=' : '';
    const outside = [
      ...(min === undefined ? [] : [`${column} <${equal} ${min}`]),
      ...(max === undefined ? [] : [`${column} >${equal} ${max}`]),
    ].join(' or ');
    const condition = outside === '' ? 'false' : outside;
    return {
      failing: `select * from ${input.relation} where ${condition}`,
      aggregate: `count(*) filter (where ${condition})`,
    };
  },
  expectation: (input) => {
    const { min, max } = bounds(input);
    const exclusive = input.arguments.inclusive === false ? ', bounds excluded' : '';
    if (min === undefined) return `expected at most ${max}${exclusive}`;
    return max === undefined
      ? `expected at least ${min}${exclusive}`
      : `expected ${min} to ${max}${exclusive}`;
  },
};

function bounds({ arguments: given }: Pick<DataTestInput, 'arguments'>): {
  min: string | undefined;
  max: string | undefined;
} {
  const bound = (value: unknown) => (value === undefined || value === null ? undefined : String(value));
  return { min: bound(given.min ?? given.min_value), max: bound(given.max ?? given.max_value) };
}
