import type { Location, Writable } from '../../base/index.ts';
import type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../config-types.ts';
import {
  isMapping,
  isSequence,
  setOwn,
  type YamlMapping,
  type YamlPath,
  type YamlValue,
} from '../yaml/value.ts';
import type { ConfigLayer } from './config-entry.ts';

export function modelConfig(given: Given): ModelConfig {
  const config: Writable<ModelConfig> = {
    enabled: given.flag('enabled') ?? true,
    tags: tagsIn(given),
    meta: given.mapping('meta'),
    preHooks: given.hooks('pre-hook'),
    postHooks: given.hooks('post-hook'),
    materialized: given.text('materialized') ?? 'view',
    uniqueKey: given.texts('unique_key') ?? [],
    onSchemaChange: (given.text('on_schema_change') ?? 'ignore') as ModelConfig['onSchemaChange'],
    format: (given.text('format') ?? 'table') as ModelConfig['format'],
    partitionBy: given.texts('partition_by') ?? [],
    raw: given.raw,
  };
  addRelationConfig(config, given);
  put(
    config,
    'incrementalStrategy',
    given.text('incremental_strategy') as ModelConfig['incrementalStrategy'],
  );
  put(config, 'mergeUpdateColumns', given.texts('merge_update_columns'));
  put(config, 'mergeExcludeColumns', given.texts('merge_exclude_columns'));
  put(config, 'incrementalPredicates', given.texts('incremental_predicates'));
  put(config, 'access', given.text('access') as ModelConfig['access']);
  return config;
}

export function seedConfig(given: Given): SeedConfig {
  const config: Writable<SeedConfig> = {
    ...commonConfig(given),
    preHooks: given.hooks('pre-hook'),
    postHooks: given.hooks('post-hook'),
    columnTypes: given.mapping('column_types') as Readonly<Record<string, string>>,
    delimiter: given.text('delimiter') ?? ',',
    quoteColumns: given.flag('quote_columns') ?? false,
    raw: given.raw,
  };
  addRelationConfig(config, given);
  return config;
}

export const sourceConfig = (given: Given): SourceConfig => ({ ...commonConfig(given), raw: given.raw });

export function testConfig(given: Given): TestConfig {
  const config: Writable<TestConfig> = {
    ...commonConfig(given),
    severity: (given.text('severity')?.toLowerCase() ?? 'error') as TestConfig['severity'],
    warnIf: given.text('warn_if') ?? '!= 0',
    errorIf: given.text('error_if') ?? '!= 0',
    failCalc: given.text('fail_calc') ?? 'count(*)',
    storeFailures: given.flag('store_failures') ?? false,
    raw: given.raw,
  };
  put(config, 'where', given.text('where'));
  put(config, 'limit', given.values.limit as number | undefined);
  put(config, 'schema', given.text('schema'));
  put(config, 'alias', given.text('alias'));
  put(config, 'database', given.text('database'));
  return config;
}

const commonConfig = (given: Given) => ({
  enabled: given.flag('enabled') ?? true,
  tags: tagsIn(given),
  meta: given.mapping('meta'),
});

function tagsIn(given: Given): readonly string[] {
  const tags = given.texts('tags');
  return tags === undefined ? [] : [...new Set(tags)];
}

function addRelationConfig(config: Writable<ModelConfig | SeedConfig>, given: Given): void {
  put(config, 'schema', given.text('schema'));
  put(config, 'alias', given.text('alias'));
  put(config, 'database', given.text('database'));
  put(config, 'fullRefresh', given.flag('full_refresh'));
  put(config, 'group', given.text('group'));
  put(config, 'docs', given.values.docs as ModelConfig['docs']);
}

function put<T, K extends keyof T>(config: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) config[key] = value;
}

/** What a macro such as dbt's before_begin() gives for a hook is a mapping as JSON. */
function hookIn(written: YamlValue): YamlValue {
  if (typeof written !== 'string' || !/^\s*\{\s*"/.test(written)) return written;
  try {
    return JSON.parse(written) as YamlValue;
  } catch {
    return written;
  }
}

/** The values by key, their types already checked; null is as if it were not given. */
export class Given {
  readonly values: YamlMapping;
  /** The values as they are handed on. */
  readonly raw: YamlMapping;
  readonly #entries: ConfigLayer;

  /** @param keepsNull whether a null of that key is handed on: it is there, and None */
  constructor(entries: ConfigLayer, keepsNull: (key: string) => boolean = () => false) {
    this.#entries = entries;
    const values: Record<string, YamlValue> = {};
    const raw: Record<string, YamlValue> = {};
    for (const { key, value } of entries) {
      if (value !== null) setOwn(values, key, value);
      if (value !== null || keepsNull(key)) setOwn(raw, key, value);
    }
    this.values = values;
    this.raw = raw;
  }

  text(key: string): string | undefined {
    return this.values[key] as string | undefined;
  }

  flag(key: string): boolean | undefined {
    return this.values[key] as boolean | undefined;
  }

  texts(key: string): readonly string[] | undefined {
    const value = this.values[key];
    if (value === undefined) return undefined;
    return isSequence(value) ? (value as readonly string[]) : [value as string];
  }

  mapping(key: string): YamlMapping {
    const value = this.values[key];
    return isMapping(value) ? value : {};
  }

  hooks(key: string): readonly Hook[] {
    const value = this.values[key];
    if (value === undefined) return [];
    return (isSequence(value) ? value : [value]).map((written, index) => {
      const item = hookIn(written);
      const locate = () => this.locate(key, isSequence(value) ? [index] : [])!;
      if (!isMapping(item)) return { sql: item as string, transaction: true, locate };
      const sql = (item.sql as string | undefined) ?? '';
      return { sql, transaction: item.transaction !== false, locate };
    });
  }

  locate(key: string, path: YamlPath = []): Location | undefined {
    return this.#entries.find((entry) => entry.key === key)?.locate(path);
  }
}
