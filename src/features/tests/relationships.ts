import type { DataTest } from '../../check/index.ts';
import { testedColumn } from './tested-column.ts';

export const relationships: DataTest = {
  name: 'relationships',
  description: 'Every value of the column stands in a column of another relation; null is accepted.',
  on: 'column',
  arguments: [
    { name: 'to', required: true, type: 'relation', description: "The other relation: ref('airports')." },
    { name: 'field', required: true, type: 'text', description: 'Its column.' },
  ],
  build: (input) => {
    const column = testedColumn(input);
    const field = testedColumn({ column: String(input.arguments.field), sql: input.sql });
    return {
      failing:
        `select child.${column} as from_field from ${input.relation} as child ` +
        `where child.${column} is not null and child.${column} not in (select ${field} from ${input.arguments.to} where ${field} is not null)`,
    };
  },
  expectation: ({ arguments: { to, field } }) => `expected every value in ${to}.${field}`,
};
