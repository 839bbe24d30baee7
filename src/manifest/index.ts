export type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../project/index.ts';
export { arity } from './arity.ts';
export { type LoadedManifest, loadManifest, type ManifestRequest } from './load-manifest.ts';
export type { MacroEntry, Manifest } from './manifest.ts';
export { Names } from './names.ts';
export type {
  BuildableNode,
  ColumnInfo,
  ManifestNode,
  ModelNode,
  SeedNode,
  SourceNode,
  TestNode,
} from './nodes.ts';
export { databaseName, environmentGlobals, projectGlobals } from './project-globals.ts';
export { Scope } from './scope.ts';
export { argumentTemplate, type TestSignature, wrongType } from './test-arguments.ts';
export { fromYaml, toYaml } from './yaml-values.ts';
