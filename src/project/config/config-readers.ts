import type { Result } from '../../base/index.ts';
import type { ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../config-types.ts';
import type { ConfigLayer } from './config-entry.ts';
import { mergeConfig, mergeDbtConfig } from './merge-config.ts';
import { parseModelConfig, parseSeedConfig, parseSourceConfig, parseTestConfig } from './parse-config.ts';
import {
  parseDbtModelConfig,
  parseDbtSeedConfig,
  parseDbtSnapshotConfig,
  parseDbtSourceConfig,
  parseDbtTestConfig,
} from './parse-dbt-config.ts';

/** How the configs that several places give become that of a node; the templates in them are evaluated. */
export interface ConfigReaders {
  /** One layer of several, given from the outermost to the nearest. */
  merge(layers: readonly ConfigLayer[]): ConfigLayer;
  model(entries: ConfigLayer): Result<ModelConfig>;
  snapshot(entries: ConfigLayer): Result<ModelConfig>;
  seed(entries: ConfigLayer): Result<SeedConfig>;
  source(entries: ConfigLayer): Result<SourceConfig>;
  test(entries: ConfigLayer): Result<TestConfig>;
}

/** Every key is known, and what makes no sense together is refused. */
export const nativeConfigs: ConfigReaders = {
  merge: mergeConfig,
  model: parseModelConfig,
  snapshot: parseModelConfig,
  seed: parseSeedConfig,
  source: parseSourceConfig,
  test: parseTestConfig,
};

export const dbtConfigs: ConfigReaders = {
  merge: mergeDbtConfig,
  model: parseDbtModelConfig,
  snapshot: parseDbtSnapshotConfig,
  seed: parseDbtSeedConfig,
  source: parseDbtSourceConfig,
  test: parseDbtTestConfig,
};
