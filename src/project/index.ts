export {
  type ArtifactManifest,
  type ArtifactNode,
  isArtifactManifest,
} from './artifacts/artifact-manifest.ts';
export { type EarlierState, earlierState } from './artifacts/earlier-state.ts';
export type { ConfigEntry, ConfigKind, ConfigLayer } from './config/config-entry.ts';
export { configLayer } from './config/config-entry.ts';
export type { ConfigKey } from './config/config-keys.ts';
export { configKeys } from './config/config-keys.ts';
export { mergeConfig } from './config/merge-config.ts';
export {
  parseModelConfig,
  parseSeedConfig,
  parseSourceConfig,
  parseTestConfig,
} from './config/parse-config.ts';
export type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from './config-types.ts';
export type { FileFormat, OptionValue } from './file-format.ts';
export type { ProjectFile, SeedFile, TextFile, TextFileKind } from './files/project-file.ts';
export { loadProject } from './load-project.ts';
export type { Policies } from './policies.ts';
export type {
  ConfigFolder,
  Project,
  ProjectHook,
  ProjectPaths,
  ProjectRequest,
  RenderValue,
} from './project.ts';
export { parseProperties } from './properties/parse-properties.ts';
export type {
  ColumnProperties,
  ExposureProperties,
  Freshness,
  FreshnessLimit,
  MacroProperties,
  NodeProperties,
  Properties,
  SourceFiles,
  SourceProperties,
  SourceTableProperties,
  TestProperties,
} from './properties/properties.ts';
export type { Target } from './target.ts';
export { readYaml } from './yaml/read-yaml.ts';
export type { YamlMapping, YamlPath, YamlSequence, YamlValue } from './yaml/value.ts';
export { isMapping, isSequence, toPlain, YamlFloat } from './yaml/value.ts';
export type { YamlFile } from './yaml/yaml-file.ts';
