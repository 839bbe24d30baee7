export type { Hook, ModelConfig, SeedConfig, SourceConfig, TestConfig } from '../project/index.ts';
export { arity } from './arity.ts';
export type {
  DescribedResource,
  DocsBlock,
  Exposure,
  Group,
  Metric,
  SavedQuery,
  SemanticModel,
} from './described-resources.ts';
export { unknownTest } from './drafts/find-test.ts';
export { argumentTemplate, type TestSignature, wrongType } from './drafts/test-arguments.ts';
export { type LoadedManifest, loadMacros, loadManifest, type ManifestRequest } from './load-manifest.ts';
export type { MacroEntry } from './macro-entry.ts';
export { type Dispatched, MacroLookup, type MacroRules, type MacroView } from './macro-lookup.ts';
export type { Manifest } from './manifest.ts';
export type { Named, RefQuery } from './named.ts';
export { Names } from './names.ts';
export type {
  ColumnInfo,
  Constraint,
  Contract,
  Docs,
  Owner,
  RefArguments,
  ResourceConfig,
  Version,
} from './node-parts.ts';
export type {
  BuildableNode,
  ManifestNode,
  ModelNode,
  ReferableNode,
  SeedNode,
  SourceDetails,
  SourceNode,
  TestNode,
} from './nodes.ts';
export type { PackageFiles } from './package-sources.ts';
export { dispatchFunction } from './parsing/parsing-adapter.ts';
export type { NodeInParsing, ParsingValues } from './parsing/parsing-values.ts';
export { databaseName, packageGlobals, projectGlobals, settingsGlobals } from './project-globals.ts';
export type { AnalysisNode, OperationNode, SnapshotNode } from './query-resources.ts';
export { relationName } from './relation-names.ts';
export { Scope, type WrapMacro } from './scope.ts';
export { inputMeasures } from './semantic/input-measures.ts';
export { metricShape } from './semantic/metric-shape.ts';
export { savedQueryShape } from './semantic/saved-query-shape.ts';
export { semanticModelShape } from './semantic/semantic-model-shape.ts';
export { exactText } from './stored/exact-text.ts';
export { redraft, redraftable } from './stored/redraft.ts';
export {
  type ManifestOrigins,
  type RestoredManifest,
  restoreManifest,
  withChanged,
} from './stored/restore-manifest.ts';
export { type StoredManifest, storeChanged, storeManifest } from './stored/stored-manifest.ts';
export type { StoredNodes } from './stored/stored-node.ts';
export type { UnitTestInput, UnitTestNode, UnitTestRows } from './unit-test-node.ts';
export { VarFunction } from './var-function.ts';
export { fromYaml, toYaml } from './yaml-values.ts';
