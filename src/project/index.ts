export {
  type ArtifactManifest,
  type ArtifactNode,
  isArtifactManifest,
} from './artifacts/artifact-manifest.ts';
export {
  type EarlierInvocation,
  type EarlierState,
  earlierInvocation,
  earlierState,
} from './artifacts/earlier-state.ts';
export type { ConfigEntry, ConfigKind, ConfigLayer, NativeConfigKind } from './config/config-entry.ts';
export { canonicalKey, configLayer } from './config/config-entry.ts';
export type { ConfigKey } from './config/config-keys.ts';
export { configKeys } from './config/config-keys.ts';
export type { ConfigReaders } from './config/config-readers.ts';
export { mergeConfig } from './config/merge-config.ts';
export {
  parseModelConfig,
  parseSeedConfig,
  parseSourceConfig,
  parseTestConfig,
} from './config/parse-config.ts';
export type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from './config-types.ts';
export { earlyFlags } from './dbt/early-flags.ts';
export {
  compareVersions,
  dbtVersion,
  satisfies,
  type VersionCondition,
  versionCondition,
} from './dbt/version-range.ts';
export type { FileFormat, OptionValue } from './file-format.ts';
export { contentHash } from './files/content-hash.ts';
export { fileIn } from './files/file-in.ts';
export type { FileReader, KnownSeed } from './files/file-reader.ts';
export { type FileStamp, isSettled, stampOf } from './files/file-stamp.ts';
export { findRoot } from './files/find-root.ts';
export type { ProjectFile, SeedFile, TextFile, TextFileKind } from './files/project-file.ts';
export { type ListedResource, listResources } from './files/read-files.ts';
export { type ReadText, readText } from './files/read-text.ts';
export {
  type FlagDefinition,
  type FlagName,
  type Flags,
  flagDefinitions,
  flagKey,
  usualFlags,
} from './flags.ts';
export { foldDeprecations } from './fold-warnings.ts';
export { loadProject } from './load-project.ts';
export type { Policies } from './policies.ts';
export type {
  ConfigFolder,
  Dispatch,
  Project,
  ProjectHook,
  ProjectPackage,
  ProjectPaths,
  ProjectRequest,
  QueryComment,
  RenderScope,
  RenderValue,
} from './project.ts';
export { type PropertiesReading, parseProperties } from './properties/parse-properties.ts';
export type {
  ColumnProperties,
  ExposureProperties,
  Freshness,
  FreshnessLimit,
  MacroProperties,
  NodeProperties,
  Properties,
  ResourceProperties,
  SourceFiles,
  SourceProperties,
  SourceTableProperties,
  TestProperties,
  VersionProperties,
} from './properties/properties.ts';
export { usualParquetRoot } from './read-target.ts';
export { parseVars } from './read-vars.ts';
export { renderValues } from './render-values.ts';
export type { Attachment, DeferredTarget, ForeignExtension, Profile, Target } from './target.ts';
export { readYaml } from './yaml/read-yaml.ts';
export type { YamlMapping, YamlPath, YamlSequence, YamlValue } from './yaml/value.ts';
export { isMapping, isSequence, setOwn, toPlain, YamlFloat, YamlTime } from './yaml/value.ts';
export { writeYaml } from './yaml/write-yaml.ts';
export type { YamlFile } from './yaml/yaml-file.ts';
