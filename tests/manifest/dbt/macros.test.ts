import { describe, expect, test } from 'vitest';
import { installed, model, problems, said, understood, wanted } from './project.ts';

const row = 'select 1 as id';
const named = (name: string, text: string) => `{% macro ${name}() %}${text}{% endmacro %}\n`;

describe('a macro is looked for', () => {
  const files = {
    ...wanted('kit', 'tools'),
    ...installed('kit', {
      'macros/m.sql':
        named('both', 'of kit') +
        named('kit_only', 'of kit') +
        named('default__via', 'kit') +
        named('default__turned', 'kit'),
      'macros/t.sql': '{% test is_odd(model, column_name) %}select 1 where false{% endtest %}',
    }),
    ...installed('tools', { 'macros/m.sql': named('default__turned', 'tools') }),
    'macros/m.sql': named('both', 'of shop') + named('duckdb__own', 'duckdb') + named('default__own', 'any'),
    'models/a.sql': row,
    'dbt_project.yml':
      'name: shop\nprofile: shop\ndispatch: [{macro_namespace: kit, search_order: [tools, kit]}]\n',
  };
  const lookup = async () => (await understood(files)).manifest.macros;

  test('by its bare name in the own package, in the root project, and among those of dbt', async () => {
    const macros = await lookup();
    expect(macros.find('both', 'kit')?.id).toBe('macro.kit.both');
    expect(macros.find('both', 'tools')?.id).toBe('macro.shop.both');
    expect(macros.find('kit_only', 'shop')).toBeUndefined();
    expect(macros.find('dateadd', 'shop')?.package).toBe('dbt');
  });

  test('by its package', async () => {
    const macros = await lookup();
    expect([...(macros.namespace('kit')?.keys() ?? [])].slice(0, 2)).toEqual(['both', 'kit_only']);
    expect(macros.namespace('nobody')).toBeUndefined();
  });

  test('by dispatch: the adapter before the default, in the order that is set', async () => {
    const macros = await lookup();
    expect(macros.dispatch('own', 'shop', 'shop').macro?.id).toBe('macro.shop.duckdb__own');
    expect(macros.dispatch('via', 'kit', 'shop').macro?.id).toBe('macro.kit.default__via');
    expect(macros.dispatch('turned', 'kit', 'shop').macro?.id).toBe('macro.tools.default__turned');
    expect(macros.dispatch('nothing', 'kit', 'shop')).toEqual({
      tried: [
        'tools.duckdb__nothing',
        'tools.default__nothing',
        'kit.duckdb__nothing',
        'kit.default__nothing',
      ],
    });
  });

  test('as a test, of any package', async () => {
    const macros = await lookup();
    expect(macros.test('is_odd', 'shop')?.id).toBe('macro.kit.test_is_odd');
    expect(macros.test('is_odd', 'shop', 'tools')).toBeUndefined();
    expect(macros.test('unique', 'shop')?.package).toBe('dbt');
  });
});

describe('a materialization is', () => {
  const materialization = (name: string, more = 'default') =>
    `{% materialization ${name}, ${more} %}{{ return({'relations': []}) }}{% endmaterialization %}`;
  const files = {
    ...wanted('kit'),
    ...installed('kit', { 'macros/m.sql': materialization('snapshot') + materialization('odd') }),
    'macros/m.sql': materialization('even') + materialization('even', "adapter='duckdb'"),
    'models/a.sql': row,
  };

  test('that for the adapter; a package does not take the place of dbt’s own, the project does', async () => {
    const { macros } = (await understood(files)).manifest;
    expect(macros.materialization('even')?.id).toBe('macro.shop.materialization_even_duckdb');
    expect(macros.materialization('odd')?.id).toBe('macro.kit.materialization_odd_default');
    expect(macros.materialization('snapshot')?.package).toBe('dbt');
    const own = await understood({ ...files, 'macros/own.sql': materialization('snapshot') });
    const allowing =
      'name: shop\nprofile: shop\nflags: {require_explicit_package_overrides_for_builtin_materializations: false}\n';
    const allowed = await understood({ ...files, 'dbt_project.yml': allowing });
    expect(allowed.manifest.macros.materialization('snapshot')?.package).toBe('kit');
    expect(own.manifest.macros.materialization('snapshot')?.id).toBe(
      'macro.shop.materialization_snapshot_default',
    );
  });
});

describe('where models are built', () => {
  const relations = async (files: Record<string, string>) => {
    const project = await understood({
      'models/a.sql': `{{ config(schema='marts', tags=['x']) }}${row}`,
      ...files,
    });
    return [...project.manifest.nodes.values()]
      .filter((node) => node.resource === 'model')
      .map(({ relation: { database, schema, identifier } }) => `${database}.${schema}.${identifier}`);
  };
  const schemas = (text: string) => `{% macro generate_schema_name(custom, node) %}${text}{% endmacro %}`;

  test('is as dbt has it', async () => {
    expect(await relations({})).toEqual(['shop.main_marts.a']);
  });

  test('is decided by the macro of the project', async () => {
    const text = "{{ (custom or target.schema) ~ '_' ~ node.name ~ '_' ~ node.tags | join }}";
    expect(await relations({ 'macros/g.sql': schemas(text) })).toEqual(['shop.marts_a_x.a']);
  });

  test('may be left to dbt again', async () => {
    const files = { 'macros/g.sql': schemas('{{ generate_schema_name_for_env(custom, node) }}') };
    expect(await relations(files)).toEqual(['shop.main.a']);
  });

  test('is decided by the macro of a package for its own models, and by dispatch where that says so', async () => {
    const kit = installed('kit', {
      'macros/g.sql': schemas('of_kit') + '{% macro default__generate_alias_name(a, node) %}x{% endmacro %}',
      'models/b.sql': row,
    });
    expect(await relations({ ...wanted('kit'), ...kit })).toEqual(['shop.main_marts.a', 'shop.of_kit.b']);
    const dispatching = {
      'dbt_project.yml':
        'name: shop\nprofile: shop\ndispatch: [{macro_namespace: dbt, search_order: [kit, dbt]}]\n',
    };
    expect(
      await relations({
        ...wanted('kit'),
        ...kit,
        ...dispatching,
        'models/a.sql': '{{ config(enabled=false) }}',
      }),
    ).toEqual(['shop.of_kit.x']);
  });

  test('cannot be the same for two', async () => {
    expect(
      await problems({
        'macros/g.sql': '{% macro generate_alias_name(custom_alias_name, node) %}one{% endmacro %}',
        'models/a.sql': row,
        'models/b.sql': row,
      }),
    ).toEqual(['A2040 a and b would both be built as main.one']);
  });
});

describe('config', () => {
  test('comes from the package, its properties and files, and last from the project; tags add up', async () => {
    const project = await understood({
      ...wanted('kit'),
      ...installed('kit', {
        'dbt_project.yml':
          'name: kit\nmodels: {kit: {+materialized: table, +tags: kit, +meta: {a: 1, b: 1}}}\n',
        'models/m/a.sql': `{{ config(tags=['file'], meta={'c': 3}) }}${row}`,
        'models/m/b.sql': row,
        'models/m.yml': 'models: [{name: a, config: {tags: [yaml], meta: {b: 2}, alias: written}}]\n',
      }),
      'dbt_project.yml':
        'name: shop\nprofile: shop\nmodels: {+tags: shop, kit: {m: {+materialized: view, b: {+enabled: false}}}}\n',
    });
    const { config, relation } = model(project, 'model.kit.a');
    expect(config).toMatchObject({
      materialized: 'view',
      tags: ['kit', 'yaml', 'file', 'shop'],
      meta: { a: 1, b: 2, c: 3 },
    });
    expect(relation.identifier).toBe('written');
    expect(project.manifest.disabled.map(({ id }) => id)).toEqual(['model.kit.b']);
  });

  test('may be the value of a macro, of any kind', async () => {
    const project = await understood({
      'macros/m.sql': "{% macro keys() %}{{ return(['a', 'b']) }}{% endmacro %}",
      'models/a.sql':
        "{{ config(materialized='incremental', unique_key=keys(), enabled=var('on', true)) }}select 1",
    });
    expect(model(project, 'a').config.raw).toMatchObject({ unique_key: ['a', 'b'], enabled: true });
  });

  test('hooks add up, those of the project first', async () => {
    const project = await understood({
      'dbt_project.yml': "name: shop\nprofile: shop\nmodels: {+post-hook: select 'project'}\n",
      'models/a.sql': `{{ config(post_hook=["select 'file'", {'sql': "select 'last'", 'transaction': false}]) }}${row}`,
      'models/m.yml': "models: [{name: a, config: {post_hook: select 'yaml'}}]\n",
    });
    const hooks = model(project, 'a').config.postHooks;
    expect(hooks.map(({ sql, transaction }) => [sql, transaction])).toEqual([
      ["select 'project'", true],
      ["select 'yaml'", true],
      ["select 'file'", true],
      ["select 'last'", false],
    ]);
  });
});

test('names that two kinds of nodes share are a warning, or an error where a flag says so', async () => {
  const files = { 'models/a.sql': `{{ config(schema='x') }}${row}`, 'seeds/a.csv': 'id\n1\n' };
  expect((await understood(files)).warnings.map(said)).toEqual([
    "A2020 two nodes are called 'a': models/a.sql and seeds/a.csv",
  ]);
  const flag = 'name: shop\nprofile: shop\nflags: {require_unique_project_resource_names: true}\n';
  expect(await problems({ ...files, 'dbt_project.yml': flag })).toEqual([
    "A2020 two nodes are called 'a': models/a.sql and seeds/a.csv",
  ]);
});
