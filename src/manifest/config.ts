export type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../project/index.ts';
