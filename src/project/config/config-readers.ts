import type { Result } from '../../base/index.ts';
import type { ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../config-types.ts';
import type { ConfigLayer } from './config-entry.ts';
import { parseModelConfig, parseSeedConfig, parseSourceConfig, parseTestConfig } from './parse-config.ts';
import {
  parseDbtModelConfig,
  parseDbtSeedConfig,
  parseDbtSnapshotConfig,
  parseDbtSourceConfig,
  parseDbtTestConfig,
} from './parse-dbt-config.ts';

/** How merged entries, whose templates are evaluated, become the config of a node. */
export interface ConfigReaders {
  model(entries: ConfigLayer): Result<ModelConfig>;
  snapshot(entries: ConfigLayer): Result<ModelConfig>;
  seed(entries: ConfigLayer): Result<SeedConfig>;
  source(entries: ConfigLayer): Result<SourceConfig>;
  test(entries: ConfigLayer): Result<TestConfig>;
}

/** Every key is known, and what makes no sense together is refused. */
export const nativeConfigs: ConfigReaders = {
  model: parseModelConfig,
  snapshot: parseModelConfig,
  seed: parseSeedConfig,
  source: parseSourceConfig,
  test: parseTestConfig,
};

export const dbtConfigs: ConfigReaders = {
  model: parseDbtModelConfig,
  snapshot: parseDbtSnapshotConfig,
  seed: parseDbtSeedConfig,
  source: parseDbtSourceConfig,
  test: parseDbtTestConfig,
};
