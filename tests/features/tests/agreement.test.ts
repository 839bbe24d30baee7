import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked, database } from './database.ts';

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 4 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const rows = fc.array(fc.tuple(cell, cell), { maxLength: 7 });

const queryOf = (given: readonly (readonly [number | null, number | null])[]): string =>
  given.length === 0
    ? 'select 1::integer as a, 1::integer as b where false'
    : `select * from (values ${given.map(([a, b]) => `(${a}::integer, ${b}::integer)`).join(', ')}) as _(a, b)`;

type Parts = NonNullable<Parameters<typeof asked>[3]>;
const bound = fc.integer({ min: -2, max: 4 });
const inputs: readonly [string, fc.Arbitrary<Parts>][] = [
  ['not_null', fc.constantFrom<Parts>({ column: 'a' }, { column: 'a + b' })],
  ['unique', fc.constantFrom<Parts>({ column: 'a' }, { column: 'a + b' })],
  [
    'accepted_values',
    fc.record({
      column: fc.constantFrom('a', 'a * b'),
      arguments: fc.record({ values: fc.array(cell, { minLength: 1, maxLength: 4 }), quote: fc.boolean() }),
    }),
  ],
  [
    'accepted_range',
    fc.record({
      column: fc.constantFrom('a', 'a - b'),
      arguments: fc.record({ min: bound, max: bound, inclusive: fc.boolean() }, { requiredKeys: ['min'] }),
    }),
  ],
  [
    'expression_is_true',
    fc.constantFrom<Parts>(
      { arguments: { expression: 'a < b' } },
      { column: 'a', arguments: { expression: '> b or b is null' } },
    ),
  ],
  [
    'unique_combination',
    fc.constantFrom<Parts>({ arguments: { columns: ['a', 'b'] } }, { arguments: { columns: ['b'] } }),
  ],
  ['not_empty', fc.constant<Parts>({})],
];

for (const [name, parts] of inputs) {
  test(`the aggregate of ${name} is 0 exactly when no row fails`, async () => {
    const session = await database();
    await fc.assert(
      fc.asyncProperty(rows, parts, async (given, input) => {
        const { failing, aggregate } = await asked(session, name, queryOf(given), input);
        expect(aggregate === 0).toBe(failing === 0);
      }),
      { numRuns: 60 },
    );
  });
}
