import type { Location } from '../../base/index.ts';
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
  return {
    ...relationConfig(given),
    materialized: given.text('materialized') ?? 'view',
    uniqueKey: given.texts('unique_key') ?? [],
    ...given.optional('incrementalStrategy', given.text('incremental_strategy')),
    onSchemaChange: given.text('on_schema_change') ?? 'ignore',
    ...given.optional('mergeUpdateColumns', given.texts('merge_update_columns')),
    ...given.optional('mergeExcludeColumns', given.texts('merge_exclude_columns')),
    ...given.optional('incrementalPredicates', given.texts('incremental_predicates')),
    ...given.optional('access', given.text('access')),
    format: given.text('format') ?? 'table',
    partitionBy: given.texts('partition_by') ?? [],
    raw: given.raw,
  } as ModelConfig;
}

export const seedConfig = (given: Given): SeedConfig => ({
  ...relationConfig(given),
  columnTypes: given.mapping('column_types') as Readonly<Record<string, string>>,
  delimiter: given.text('delimiter') ?? ',',
  quoteColumns: given.flag('quote_columns') ?? false,
  raw: given.raw,
});

export const sourceConfig = (given: Given): SourceConfig => ({ ...commonConfig(given), raw: given.raw });

export const testConfig = (given: Given): TestConfig => ({
  ...commonConfig(given),
  severity: (given.text('severity')?.toLowerCase() ?? 'error') as TestConfig['severity'],
  ...given.optional('where', given.text('where')),
  ...given.optional('limit', given.values.limit as number | undefined),
  warnIf: given.text('warn_if') ?? '!= 0',
  errorIf: given.text('error_if') ?? '!= 0',
  failCalc: given.text('fail_calc') ?? 'count(*)',
  storeFailures: given.flag('store_failures') ?? false,
  ...given.optional('schema', given.text('schema')),
  ...given.optional('alias', given.text('alias')),
  ...given.optional('database', given.text('database')),
  raw: given.raw,
});

const commonConfig = (given: Given) => ({
  enabled: given.flag('enabled') ?? true,
  tags: [...new Set(given.texts('tags') ?? [])],
  meta: given.mapping('meta'),
});

const relationConfig = (given: Given) => ({
  ...commonConfig(given),
  ...given.optional('schema', given.text('schema')),
  ...given.optional('alias', given.text('alias')),
  ...given.optional('database', given.text('database')),
  preHooks: given.hooks('pre-hook'),
  postHooks: given.hooks('post-hook'),
  ...given.optional('fullRefresh', given.flag('full_refresh')),
  ...given.optional('group', given.text('group')),
  ...given.optional('docs', given.values.docs as ModelConfig['docs']),
});

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

  optional<K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } {
    return (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: V };
  }
}
