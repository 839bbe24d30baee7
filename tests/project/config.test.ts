import { describe, expect, test } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import { ConfigTree } from '../../src/project/config/config-tree.ts';
import {
  configLayer,
  mergeConfig,
  parseModelConfig,
  parseSeedConfig,
  parseTestConfig,
  readYaml,
  type YamlMapping,
} from '../../src/project/index.ts';

const place = (file: string) => ({ file });
const layer = (values: YamlMapping, file = 'a.sql') => configLayer(values, (key) => place(`${file}#${key}`));
const values = (...layers: YamlMapping[]) =>
  Object.fromEntries(mergeConfig(layers.map((each) => layer(each))).map(({ key, value }) => [key, value]));

describe('mergeConfig', () => {
  test('the nearest place wins', () =>
    expect(values({ materialized: 'view', alias: 'a' }, { materialized: 'table' })).toEqual({
      materialized: 'table',
      alias: 'a',
    }));
  test('tags and hooks add up', () =>
    expect(
      values({ tags: 'a', pre_hook: 'one' }, { tags: ['b', 'a'], 'pre-hook': [{ sql: 'two' }] }),
    ).toEqual({
      tags: ['a', 'b', 'a'],
      'pre-hook': ['one', { sql: 'two' }],
    }));
  test('meta and docs are merged, one level deep', () =>
    expect(values({ meta: { a: 1, b: { c: 1 } } }, { meta: { b: { d: 2 } } })).toEqual({
      meta: { a: 1, b: { d: 2 } },
    }));
  test('other mappings and lists are replaced', () =>
    expect(
      values(
        { column_types: { a: 'int' }, unique_key: ['a'] },
        { column_types: { b: 'int' }, unique_key: 'b' },
      ),
    ).toEqual({ column_types: { b: 'int' }, unique_key: 'b' }));
  test('null takes back what an outer place gave', () => {
    const config = parseModelConfig(
      mergeConfig([layer({ schema: 'gold', tags: 'a' }), layer({ schema: null, tags: null })]),
    );
    expect(config).toMatchObject({ ok: true, value: { tags: [] } });
    expect(config.ok && config.value.schema).toBeUndefined();
  });
  test('what is wrong in merged values is shown where it was given', () => {
    const merged = mergeConfig([
      layer({ tags: ['a', 5], meta: { a: 1 } }, 'project.yml'),
      layer({ tags: 'b', meta: { b: 1 } }, 'b.yml'),
    ]);
    const [tags, meta] = merged;
    expect(tags!.locate([1])).toEqual(place('project.yml#tags'));
    expect(tags!.locate([2])).toEqual(place('b.yml#tags'));
    expect(meta!.locate(['a'])).toEqual(place('project.yml#meta'));
    expect(parseModelConfig(merged)).toMatchObject({
      ok: false,
      diagnostics: [{ location: place('project.yml#tags') }],
    });
  });
});

describe('configs', () => {
  test('a model without any', () => {
    expect(parseModelConfig([])).toEqual({
      ok: true,
      value: {
        enabled: true,
        tags: [],
        meta: {},
        materialized: 'view',
        preHooks: [],
        postHooks: [],
        uniqueKey: [],
        onSchemaChange: 'ignore',
        format: 'table',
        partitionBy: [],
        raw: {},
      },
    });
  });
  test('an incremental model', () => {
    const config = parseModelConfig(
      layer({
        materialized: 'incremental',
        unique_key: 'id',
        incremental_strategy: 'merge',
        merge_update_columns: 'a',
        tags: ['x', 'x'],
        'post-hook': ['vacuum', { sql: 'analyze', transaction: false }],
        full_refresh: false,
      }),
    );
    expect(config).toMatchObject({
      value: {
        uniqueKey: ['id'],
        incrementalStrategy: 'merge',
        mergeUpdateColumns: ['a'],
        tags: ['x'],
        fullRefresh: false,
        postHooks: [
          { sql: 'vacuum', transaction: true, locate: expect.any(Function) },
          { sql: 'analyze', transaction: false, locate: expect.any(Function) },
        ],
        raw: { unique_key: 'id' },
      },
    });
  });
  test('seeds and tests', () => {
    expect(parseSeedConfig(layer({ delimiter: ';', column_types: { a: 'int' } }))).toMatchObject({
      value: { delimiter: ';', columnTypes: { a: 'int' }, quoteColumns: false },
    });
    expect(parseTestConfig(layer({ severity: 'WARN', limit: 5, warn_if: '>3' }))).toMatchObject({
      value: {
        severity: 'warn',
        limit: 5,
        warnIf: '>3',
        errorIf: '!= 0',
        failCalc: 'count(*)',
        storeFailures: false,
      },
    });
  });
  test('a config that only a folder of project.yml gives may have no effect', () => {
    const inherited = layer({ incremental_strategy: 'append' }).map((entry) => ({
      ...entry,
      from: 'project' as const,
    }));
    expect(parseModelConfig(inherited).ok).toBe(true);
    expect(parseModelConfig(layer({ incremental_strategy: 'append' })).ok).toBe(false);
  });
});

describe('the config tree of project.yml', () => {
  const read = readYaml(
    new SourceText(
      'project.yml',
      `models:
  +tags: all
  enabled: true
  silver:
    +tags: silver
    daily: { +tags: direct }
  shop:
    +tags: shop
    silver:
      +tags: scoped
      meta: { owner: x }
    docs: { +tags: folder }
  other:
`,
    ),
  );
  if (!read.ok) throw new Error();
  const tree = new ConfigTree('models', read.value, 'models', 'shop');
  const tags = (...fqn: string[]) =>
    tree.layersFor(fqn).flatMap((each) => each.filter(({ key }) => key === 'tags').map(({ value }) => value));

  test('layers come from the outermost to the nearest, below the name of the project or without it', () => {
    expect(tags('shop', 'silver', 'daily')).toEqual(['all', 'shop', 'silver', 'scoped', 'direct']);
    expect(tags('shop', 'gold', 'x')).toEqual(['all', 'shop']);
    expect(tags('package', 'silver', 'x')).toEqual(['all', 'silver']);
  });
  test('mappings are folders, apart from configs that are mappings', () => {
    expect(tags('shop', 'docs', 'x')).toEqual(['all', 'shop', 'folder']);
    const merged = mergeConfig(tree.layersFor(['shop', 'silver', 'x']));
    expect(merged.map(({ key }) => key)).toEqual(['tags', 'enabled', 'meta']);
  });
  test('folders are listed with their places', () => {
    expect(tree.folders().map(({ path, locate }) => [path.join('.'), locate().range!.start.line])).toEqual([
      ['silver', 4],
      ['silver.daily', 6],
      ['silver', 9],
      ['docs', 12],
    ]);
    expect(tree.check()).toEqual([]);
  });
});
