import { describe, expect, test } from 'vitest';
import { ok, SourceText } from '../../../src/base/index.ts';
import { dbtConfigs } from '../../../src/project/config/config-readers.ts';
import { type ConfigLayer, parseProperties, type RenderValue } from '../../../src/project/index.ts';

const shout: RenderValue = (text) =>
  ok(text.replace(/\{\{ (.*?) \}\}/g, (_, name: string) => name.toUpperCase()));

function read(text: string, render: RenderValue | null = shout) {
  const reading = { dialect: 'dbt', ...(render === null ? {} : { render }) } as const;
  const result = parseProperties(new SourceText('a.yml', text), reading);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}
const values = (layer: ConfigLayer) => Object.fromEntries(layer.map(({ key, value }) => [key, value]));

describe('properties of dbt', () => {
  test('are evaluated apart from what is evaluated when it is used', () => {
    const { models, sources, metrics, savedQueries, macros } = read(`
models:
  - name: orders
    description: "{{ a }}"
    config: { schema: "{{ a }}", pre_hook: "{{ a }}", meta: { description: "{{ a }}" } }
    data_tests: ["{{ a }}"]
    columns:
      - { name: "{{ id }}", description: "{{ a }}", data_type: "{{ a }}", tests: [{ unique: { where: "{{ a }}" } }] }
sources:
  - name: raw
    description: "{{ a }}"
    schema: "{{ a }}"
    loaded_at_query: "{{ a }}"
    tables:
      - { name: orders, description: "{{ a }}", identifier: "{{ a }}", loaded_at_query: "{{ a }}" }
metrics:
  - { name: m, label: "{{ a }}", type: simple, type_params: { measure: m }, filter: "{{ a }}" }
saved_queries:
  - { name: q, query_params: { metrics: [m], where: ["{{ a }}"] }, label: "{{ a }}" }
macros:
  - { name: x, arguments: [{ name: b, type: "{{ a }}", description: "{{ a }}" }] }
`);
    const [orders] = models;
    expect(orders!.description).toBe('{{ a }}');
    expect(values(orders!.config)).toEqual({
      schema: 'A',
      pre_hook: undefined,
      'pre-hook': '{{ a }}',
      meta: { description: 'A' },
    });
    expect(orders!.config.map(({ key, written }) => [key, written])).toEqual([
      ['schema', '{{ a }}'],
      ['pre-hook', undefined],
      ['meta', { description: '{{ a }}' }],
    ]);
    expect(orders!.tests[0]!.test).toBe('{{ a }}');
    expect(orders!.columns[0]).toMatchObject({ name: 'ID', description: '{{ a }}', dataType: 'A' });
    expect(values(orders!.columns[0]!.tests[0]!.config)).toEqual({ where: '{{ a }}' });
    const [raw] = sources;
    expect(raw).toMatchObject({ description: '{{ a }}', schema: 'A', given: { loaded_at_query: '{{ a }}' } });
    expect(raw!.tables[0]).toMatchObject({
      description: '{{ a }}',
      identifier: 'A',
      given: { loaded_at_query: '{{ a }}' },
    });
    expect(metrics[0]!.given).toMatchObject({ label: 'A', filter: '{{ a }}' });
    expect(savedQueries[0]!.given).toMatchObject({ label: 'A', query_params: { where: ['{{ a }}'] } });
    expect(macros[0]!.arguments[0]).toMatchObject({ type: 'A', description: '{{ a }}' });
  });

  test('stay as they are without something to evaluate them with', () => {
    const { models } = read('models: [{ name: orders, config: { schema: "{{ a }}" } }]\n', null);
    expect(values(models[0]!.config)).toEqual({ schema: '{{ a }}' });
  });

  test('have versions with tests, columns and configs of their own', () => {
    const { models } = read(`
models:
  - name: orders
    latest_version: 2
    deprecation_date: 2030-01-01
    constraints: [{ type: check, expression: id > 0 }]
    versions:
      - v: 1
        defined_in: orders_first
        deprecation_date: 2027-01-01 12:00
        config: { materialized: table }
        columns:
          - { include: all, exclude: [amount] }
          - { name: total, constraints: [{ type: not_null }] }
        data_tests: []
      - v: 2
      - v: 3.0
        columns: [{ include: [id] }]
`);
    const [orders] = models;
    expect(orders).toMatchObject({
      latestVersion: 2,
      deprecationDate: '2030-01-01',
      constraints: [{ type: 'check', expression: 'id > 0' }],
    });
    const [first, second, third] = orders!.versions;
    expect(first).toMatchObject({
      v: 1,
      definedIn: 'orders_first',
      deprecationDate: '2027-01-01 12:00',
      include: '*',
      exclude: ['amount'],
      tests: [],
      columns: [{ name: 'total', constraints: [{ type: 'not_null' }] }],
    });
    expect(values(first!.config)).toEqual({ materialized: 'table' });
    expect(second).toMatchObject({ v: 2, include: '*', exclude: [], columns: [] });
    expect(second!.tests).toBeUndefined();
    expect(third).toMatchObject({ v: '3.0', include: ['id'], columns: [] });
    expect(first!.locate().range!.start.line).toBe(8);
  });

  test('take as configs what dbt moves there, and of a test only what it knows', () => {
    const { models, sources } = read(`
models:
  - name: orders
    tags: [ignored]
    materialized: ignored
    access: public
    contract: { enforced: true }
    docs: { show: false }
    columns:
      - name: id
        tests:
          - unique: { store_failures_as: view, group: an argument, arguments: { severity: warn, at: 1 } }
sources:
  - name: raw
    tags: [a]
    meta: { b: 1 }
    quoting: { schema: true, identifier: false }
    overrides: pkg
    tables:
      - { name: orders, tags: [c], quoting: { identifier: true }, external: { location: x.csv } }
`);
    expect(values(models[0]!.config)).toEqual({
      access: 'public',
      contract: { enforced: true },
      docs: { show: false },
    });
    const [unique] = models[0]!.columns[0]!.tests;
    expect(unique!.arguments).toEqual({ group: 'an argument', at: 1 });
    expect(values(unique!.config)).toEqual({ store_failures_as: 'view', severity: 'warn' });
    expect(values(sources[0]!.config)).toEqual({ tags: ['a'], meta: { b: 1 } });
    expect(sources[0]).toMatchObject({ overrides: 'pkg' });
    expect(sources[0]!.tables[0]).toMatchObject({
      quoting: { schema: true, identifier: true },
      external: { location: 'x.csv' },
    });
  });

  test('have arguments: as an argument where its flag is turned off', () => {
    const reading = { dialect: 'dbt', flags: { requireGenericTestArgumentsProperty: false } } as const;
    const source = new SourceText(
      'a.yml',
      'models: [{ name: a, tests: [{ x: { y: 1, where: b } }, { x: { arguments: { y: 1 } } }] }]\n',
    );
    const result = parseProperties(source, reading);
    if (!result.ok) throw new Error('refused');
    const [flat, grouped] = result.value.models[0]!.tests;
    expect(flat!.arguments).toEqual({ y: 1 });
    expect(values(flat!.config)).toEqual({ where: 'b' });
    expect(grouped!.arguments).toEqual({ arguments: { y: 1 } });
    expect(result.value.warnings.map(({ event }) => event)).toEqual([
      'ArgumentsPropertyInGenericTestDeprecation',
    ]);
  });

  test('the last of a key that is there twice counts, with a warning at each', () => {
    const { models, warnings } = read(
      'models:\n  - name: a\n    description: x\n    description: y\nmodels: []\n',
    );
    expect(models).toEqual([]);
    expect(warnings.map(({ code, location }) => [code, location!.range!.start.line])).toEqual([
      ['A1003', 4],
      ['A1003', 5],
    ]);
  });
});

test('the lists of grants are replaced, or with a plus added to', () => {
  const layer = (grants: Readonly<Record<string, string | readonly string[]>>): ConfigLayer => [
    { key: 'grants', value: grants, from: 'project', locate: () => ({ file: 'x' }) },
  ];
  const [merged] = dbtConfigs.merge([
    layer({ select: ['a'], insert: ['b'] }),
    layer({ '+select': 'c', insert: 'd' }),
    layer({ '+delete': ['e'] }),
  ]);
  expect(merged!.value).toEqual({ select: ['a', 'c'], insert: ['d'], delete: ['e'] });
});
