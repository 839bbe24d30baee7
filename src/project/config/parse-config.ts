import { type Diagnostic, error, fail, type Location, ok, type Result } from '../../base/index.ts';
import type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../config-types.ts';
import {
  isMapping,
  isSequence,
  setOwn,
  type YamlMapping,
  type YamlPath,
  type YamlValue,
} from '../yaml/value.ts';
import { checkEntries } from './check-entries.ts';
import type { ConfigLayer, NativeConfigKind } from './config-entry.ts';
import { type Finding, modelRules, seedRules } from './rules.ts';

/** A model's config from its merged entries, whose templates are evaluated. */
export function parseModelConfig(entries: ConfigLayer): Result<ModelConfig> {
  return parse(
    'models',
    entries,
    (given) => {
      const materialized = given.text('materialized') ?? 'view';
      const format = given.text('format') as ModelConfig['format'] | undefined;
      return {
        ...relationConfig(given),
        materialized,
        uniqueKey: given.texts('unique_key') ?? [],
        ...given.optional('incrementalStrategy', given.text('incremental_strategy')),
        onSchemaChange: given.text('on_schema_change') ?? 'ignore',
        ...given.optional('mergeUpdateColumns', given.texts('merge_update_columns')),
        ...given.optional('mergeExcludeColumns', given.texts('merge_exclude_columns')),
        ...given.optional('incrementalPredicates', given.texts('incremental_predicates')),
        ...given.optional('access', given.text('access')),
        format: format ?? 'table',
        partitionBy: given.texts('partition_by') ?? [],
        raw: given.values,
      } as ModelConfig;
    },
    modelRules,
  );
}

export function parseSeedConfig(entries: ConfigLayer): Result<SeedConfig> {
  return parse(
    'seeds',
    entries,
    (given) => ({
      ...relationConfig(given),
      columnTypes: given.mapping('column_types') as Readonly<Record<string, string>>,
      delimiter: given.text('delimiter') ?? ',',
      quoteColumns: given.flag('quote_columns') ?? false,
      raw: given.values,
    }),
    seedRules,
  );
}

export function parseSourceConfig(entries: ConfigLayer): Result<SourceConfig> {
  return parse('sources', entries, (given) => ({ ...commonConfig(given), raw: given.values }), []);
}

export function parseTestConfig(entries: ConfigLayer): Result<TestConfig> {
  // Most tests have none, and there are several for each model.
  if (entries.length > 0) return testConfigOf(entries);
  noTestConfig ??= testConfigOf(entries);
  return noTestConfig;
}

let noTestConfig: Result<TestConfig> | undefined;

function testConfigOf(entries: ConfigLayer): Result<TestConfig> {
  return parse(
    'tests',
    entries,
    (given) => ({
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
      raw: given.values,
    }),
    [],
  );
}

function parse<C>(
  kind: NativeConfigKind,
  entries: ConfigLayer,
  build: (given: Given) => C,
  rules: readonly ((config: C) => Finding[])[],
): Result<C> {
  const wrong = checkEntries(kind, entries, { templates: false });
  if (wrong.length > 0) return fail(...wrong);
  const config = build(new Given(entries));
  const findings = rules.flatMap((rule) => rule(config)).flatMap((finding) => diagnose(finding, entries));
  return findings.length > 0 ? fail(...findings) : ok(config);
}

function diagnose({ message, path, hint, unused }: Finding, entries: ConfigLayer): Diagnostic[] {
  const [key, ...rest] = path;
  const entry = entries.find((other) => other.key === key);
  if (unused === true && entry?.from === 'project') return [];
  const location = entry?.locate(rest);
  return [
    error('A1013', message, {
      ...(location === undefined ? {} : { location }),
      ...(hint === undefined ? {} : { hint }),
    }),
  ];
}

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

/** The values by key, their types already checked; null is as if it were not given. */
class Given {
  readonly values: YamlMapping;
  readonly #entries: ConfigLayer;

  constructor(entries: ConfigLayer) {
    this.#entries = entries;
    const values: Record<string, YamlValue> = {};
    for (const { key, value } of entries) if (value !== null) setOwn(values, key, value);
    this.values = values;
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
    return (isSequence(value) ? value : [value]).map((item, index) => {
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
