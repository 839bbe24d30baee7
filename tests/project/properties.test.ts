import { describe, expect, test } from 'vitest';
import { type Location, SourceText } from '../../src/base/index.ts';
import { type ConfigLayer, parseProperties, YamlFloat } from '../../src/project/index.ts';

function read(text: string) {
  const result = parseProperties(new SourceText('a.yml', text));
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}
/** The line, and what is underlined in it. */
function textAt({ range, excerpt }: Location): string {
  const { start, end } = range!;
  return `${start.line} ${excerpt!.lines.at(-1)!.slice(start.column - 1, end.column - 1)}`;
}
const keys = (layer: ConfigLayer) => Object.fromEntries(layer.map(({ key, value }) => [key, value]));

describe('data tests in all spellings', () => {
  const [model] = read(`
models:
  - name: orders
    data_tests:
      - unique_combination:
          columns: [a, b]
    columns:
      - name: id
        tests:
          - not_null
          - utils.positive
          - accepted_values: { values: [1, 2], severity: warn }
          - accepted_values:
              name: known_states
              description: the states
              arguments: { values: [a] }
              config: { where: "b > 0", tags: x }
          - relationships:
              to: ref('x')
              field: id
            limit: 5
          - test_name: accepted_range
            min_value: 0.0
            config: { severity: warn }
          - unique:
`).models;
  const tests = model!.columns[0]!.tests;

  test.each([
    [0, { test: 'not_null', arguments: {} }, {}],
    [1, { test: 'positive', namespace: 'utils', arguments: {} }, {}],
    [2, { test: 'accepted_values', arguments: { values: [1, 2] } }, { severity: 'warn' }],
    [
      3,
      {
        test: 'accepted_values',
        name: 'known_states',
        description: 'the states',
        arguments: { values: ['a'] },
      },
      { where: 'b > 0', tags: 'x' },
    ],
    [4, { test: 'relationships', arguments: { to: "ref('x')", field: 'id' } }, { limit: 5 }],
    [5, { test: 'accepted_range', arguments: { min_value: new YamlFloat(0) } }, { severity: 'warn' }],
    [6, { test: 'unique', arguments: {} }, {}],
  ])('%d', (index, expected, config) => {
    expect(tests[index]).toMatchObject(expected);
    expect(keys(tests[index]!.config)).toEqual(config);
  });

  test('know their places', () => {
    const at = (index: number, ...path: (string | number)[]) => textAt(tests[index]!.locate(...path));
    expect(at(0)).toBe('10 not_null');
    expect(at(2)).toBe('12 accepted_values');
    expect(at(2, 'values', 1)).toBe('12 2');
    expect(at(3, 'values', 0)).toBe('16 a');
    expect(at(4, 'to')).toBe("19 ref('x')");
    expect(at(5)).toBe('22 accepted_range');
    expect(at(5, 'min_value')).toBe('23 0.0');
    expect(textAt(tests[3]!.config[0]!.locate())).toBe('17 where');
  });
});

test('models: configs beside config: give way to those in it', () => {
  const [model] = read(
    `
models:
  - name: orders
    meta: { a: 1 }
    docs: { show: false }
    config: { meta: { b: 1 } }
`,
  ).models;
  expect(keys(model!.config)).toEqual({ meta: { b: 1 }, docs: { show: false } });
  expect(textAt(model!.locate())).toBe('3 orders');
});

test('sources: what the source says holds for its tables', () => {
  const [source] = read(`
sources:
  - name: raw
    files: data/{name}.csv.gz
    options: { header: true, delim: ";" }
    tags: [a]
    freshness: { warn_after: { count: 1, period: day } }
    loaded_at_field: at
    tables:
      - name: orders
        options: { delim: "," }
        columns: [{ name: id, data_type: bigint }]
      - name: events
        files: [a.ndjson, b.jsonl]
        freshness: null
      - name: odd
        files: x.dat
        format: parquet
      - name: ragged
        surplus_column: more
`).sources;
  expect(source!.tables[0]).toMatchObject({
    files: { paths: ['data/orders.csv.gz'], format: 'csv', options: { header: true, delim: ',' } },
    columns: [{ name: 'id', dataType: 'bigint' }],
    freshness: { warnAfter: { count: 1, period: 'day' } },
    loadedAtField: 'at',
  });
  expect(source!.tables[1]).toMatchObject({ files: { paths: ['a.ndjson', 'b.jsonl'], format: 'ndjson' } });
  expect(source!.tables[1]!.freshness).toBeUndefined();
  expect(source!.tables[2]!.files!.format).toBe('parquet');
  expect(source!.tables[3]!.files).toMatchObject({ format: 'csv', surplusColumn: 'more' });
  expect(keys(source!.config)).toEqual({ tags: ['a'] });
});

test('macros, singular tests and exposures', () => {
  const properties = read(`
macros:
  - name: cents
    arguments: [{ name: column, type: text, description: c }]
data_tests:
  - name: no_gaps
    config: { severity: warn }
exposures:
  - name: board
    type: dashboard
    depends_on: [ref('orders')]
    owner: { name: Ann }
`);
  expect(properties.macros).toMatchObject([{ name: 'cents', arguments: [{ name: 'column', type: 'text' }] }]);
  expect(keys(properties.tests[0]!.config)).toEqual({ severity: 'warn' });
  expect(properties.exposures).toMatchObject([
    { type: 'dashboard', dependsOn: ["ref('orders')"], owner: { name: 'Ann' } },
  ]);
});
