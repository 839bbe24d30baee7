export type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from './config.ts';
export type { MacroEntry, Manifest } from './manifest.ts';
export type {
  BuildableNode,
  ColumnInfo,
  ManifestNode,
  ModelNode,
  SeedNode,
  SourceNode,
  TestNode,
} from './nodes.ts';
