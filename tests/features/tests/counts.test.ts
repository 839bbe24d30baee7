import { expect, test } from 'vitest';
import { asked, database } from './database.ts';

/** How many failures each built-in test finds: rows, values or combinations, as in dbt and dbt_utils. */
const cases: readonly [
  test: string,
  what: string,
  rows: string,
  failures: number,
  parts?: Parameters<typeof asked>[3],
][] = [
  ['not_null', 'no rows', 'select 1 as x where false', 0, { column: 'x' }],
  ['not_null', 'each row without a value', 'select unnest([1, null, 2, null]) as x', 2, { column: 'x' }],
  ['not_null', 'an expression', 'select unnest([1, 0, 2]) as x', 1, { column: 'nullif(x, 0)' }],
  ['unique', 'no rows', 'select 1 as x where false', 0, { column: 'x' }],
  [
    'unique',
    'each value that is there twice or more',
    'select unnest([1, 1, 1, 2, 2, 3]) as x',
    2,
    { column: 'x' },
  ],
  ['unique', 'nulls are not values', 'select unnest([null, null, 1]) as x', 0, { column: 'x' }],
  [
    'unique',
    'NaN is one value, 0 and -0 another',
    "select unnest(['nan'::double, 'nan'::double, 0.0, -0.0]) as x",
    2,
    { column: 'x' },
  ],
  ['unique', 'an expression', "select unnest(['a', 'A', 'b']) as x", 1, { column: 'lower(x)' }],
  ['unique', 'a reserved word', 'select unnest([1, 1]) as "select"', 1, { column: 'select' }],
  [
    'unique',
    'a name quoted in the properties',
    'select unnest([1, 1]) as "the id"',
    1,
    { column: '"the id"' },
  ],
  ['unique', 'lists', 'select unnest([[1], [1], [2]]) as x', 1, { column: 'x' }],
  [
    'accepted_values',
    'each value that is not in the list',
    "select unnest(['a', 'c', 'c', 'd', null]) as x",
    2,
    { column: 'x', arguments: { values: ['a', 'b'] } },
  ],
  [
    'accepted_values',
    'null in the list changes nothing',
    "select unnest(['a', 'c', null]) as x",
    1,
    { column: 'x', arguments: { values: ['a', null] } },
  ],
  [
    'accepted_values',
    'nothing but null',
    "select unnest(['a', null]) as x",
    1,
    { column: 'x', arguments: { values: [null] } },
  ],
  [
    'accepted_values',
    'quotes in a value',
    "select unnest(['it''s', '\"']) as x",
    0,
    { column: 'x', arguments: { values: ["it's", '"'] } },
  ],
  [
    'accepted_values',
    'numbers',
    'select unnest([1, 2, 3]) as x',
    1,
    { column: 'x', arguments: { values: [1, 2], quote: false } },
  ],
  [
    'accepted_values',
    'numbers as text',
    'select unnest([1, 2, 3]) as x',
    1,
    { column: 'x', arguments: { values: [1, 2] } },
  ],
  [
    'accepted_values',
    'booleans',
    'select unnest([true, false, null]) as x',
    1,
    { column: 'x', arguments: { values: [true] } },
  ],
  [
    'relationships',
    'each row whose value is not there',
    'select unnest([1, 2, 2, 9, 9, null]) as x',
    2,
    { column: 'x', arguments: { to: '(select unnest([1, 2, null]) as id)', field: 'id' } },
  ],
  [
    'relationships',
    'nothing to be in',
    'select 1 as x',
    1,
    { column: 'x', arguments: { to: '(select 1 as id where false)', field: 'id' } },
  ],
  [
    'relationships',
    'a field that must be quoted',
    'select 1 as x',
    0,
    { column: 'x', arguments: { to: '(select 1 as "order")', field: 'order' } },
  ],
  [
    'accepted_range',
    'bounds are accepted, null too',
    'select unnest([0, 1, 5, 6, null]) as x',
    2,
    { column: 'x', arguments: { min: 1, max: 5 } },
  ],
  [
    'accepted_range',
    'bounds are excluded',
    'select unnest([0, 1, 5, 6]) as x',
    4,
    { column: 'x', arguments: { min_value: 1, max_value: 5, inclusive: false } },
  ],
  [
    'accepted_range',
    'one bound, an expression',
    'select unnest([1, 2]) as x, 2 as y',
    1,
    { column: 'x', arguments: { min: 'y' } },
  ],
  [
    'accepted_range',
    'zero is a bound',
    'select unnest([-1, 0]) as x',
    1,
    { column: 'x', arguments: { min: 0 } },
  ],
  [
    'accepted_range',
    'an expression as the column',
    'select unnest([1, 2]) as x',
    1,
    { column: 'x - 1', arguments: { max: 0 } },
  ],
  [
    'expression_is_true',
    'false and null',
    'select unnest([true, false, null]) as x',
    2,
    { arguments: { expression: 'x' } },
  ],
  [
    'expression_is_true',
    'after a column',
    'select unnest([1, -1, null]) as x',
    2,
    { column: 'x', arguments: { expression: '>= 0' } },
  ],
  [
    'expression_is_true',
    'or binds less than not',
    'select 1 as x',
    0,
    { arguments: { expression: 'x = 2 or x = 1' } },
  ],
  [
    'unique_combination',
    'each combination that is there twice',
    'select * from (values (1, 1), (1, 1), (1, 2), (2, 1), (2, 1)) as _(a, b)',
    2,
    { arguments: { columns: ['a', 'b'] } },
  ],
  [
    'unique_combination',
    'nulls count as values',
    'select * from (values (1, null), (1, null)) as _(a, b)',
    1,
    { arguments: { columns: ['a', 'b'] } },
  ],
  [
    'unique_combination',
    'one column of nulls',
    'select unnest([null, null]::integer[]) as a',
    1,
    { arguments: { columns: ['a'] } },
  ],
  ['not_empty', 'no rows', 'select 1 as x where false', 1],
  ['not_empty', 'rows', 'select null as x', 0],
];

for (const [name, what, rows, failures, parts] of cases) {
  test(`${name}: ${what}`, async () => {
    const { failing, aggregate } = await asked(await database(), name, rows, parts);
    expect(failing).toBe(failures);
    if (aggregate !== undefined) expect(aggregate === 0).toBe(failures === 0);
  });
}
