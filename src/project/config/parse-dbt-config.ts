import { type Diagnostic, fail, ok, type Result } from '../../base/index.ts';
import type { ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../config-types.ts';
import { checkShape } from '../schema/check-shape.ts';
import { dbtConfigShapes } from '../schema/dbt-config.ts';
import { Given, modelConfig, seedConfig, sourceConfig, testConfig } from './build-config.ts';
import type { ConfigLayer } from './config-entry.ts';

type Kind = keyof typeof dbtConfigShapes;

/** dbt's configs: the keys it knows have their types, other keys are the user's own. */
export const parseDbtModelConfig = (entries: ConfigLayer): Result<ModelConfig> =>
  parse('models', entries, modelConfig);

export const parseDbtSnapshotConfig = (entries: ConfigLayer): Result<ModelConfig> =>
  parse('models', entries, (given) => ({
    ...modelConfig(given),
    materialized: given.text('materialized') ?? 'snapshot',
  }));

export const parseDbtSeedConfig = (entries: ConfigLayer): Result<SeedConfig> =>
  parse('seeds', entries, seedConfig);

export const parseDbtSourceConfig = (entries: ConfigLayer): Result<SourceConfig> =>
  parse('sources', entries, sourceConfig);

export function parseDbtTestConfig(entries: ConfigLayer): Result<TestConfig> {
  // Most tests have none, and there are several for each model.
  if (entries.length > 0) return testConfigOf(entries);
  noTestConfig ??= testConfigOf(entries);
  return noTestConfig;
}

let noTestConfig: Result<TestConfig> | undefined;

const testConfigOf = (entries: ConfigLayer): Result<TestConfig> =>
  parse('tests', entries, (given) => {
    const as = given.text('store_failures_as');
    const config = withLimit(testConfig(given));
    return as === undefined ? config : { ...config, storeFailures: as !== 'ephemeral' };
  });

/** dbt takes a text of digits as well, which is what templates come to. */
function withLimit(config: TestConfig): TestConfig {
  if (config.limit === undefined) return config;
  const limit = Number(config.limit);
  return { ...config, limit, raw: { ...config.raw, limit } };
}

function parse<C extends { readonly tags: readonly string[] }>(
  kind: Kind,
  entries: ConfigLayer,
  build: (given: Given) => C,
): Result<C> {
  const shapes: Readonly<Record<string, Parameters<typeof checkShape>[0]>> = dbtConfigShapes[kind];
  const wrong: Diagnostic[] = entries.flatMap((entry) => {
    const shape = Object.hasOwn(shapes, entry.key) ? shapes[entry.key] : undefined;
    if (shape === undefined || entry.value === null) return [];
    return checkShape(shape, {
      value: entry.value,
      name: `'${entry.key}'`,
      templates: false,
      locate: (path) => entry.locate(path),
    });
  });
  if (wrong.length > 0) return fail(...wrong);
  // A key that dbt has a meaning for is without a value as it is by itself; any other is kept as it is.
  const given = new Given(entries, (key) => !Object.hasOwn(shapes, key));
  // A tag that two places give is there twice.
  return ok({ ...build(given), tags: given.texts('tags') ?? [] });
}
