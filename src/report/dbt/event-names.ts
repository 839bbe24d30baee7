import type { Diagnostic, ErrorCode } from '../../base/index.ts';

/** What dbt may warn of, by the names that --warn-error-options has for it. */
export const warningEvents: ReadonlySet<string> = new Set(
  `AdapterDeprecationWarning AdapterEventWarning ArgumentsPropertyInGenericTestDeprecation BehaviorChangeEvent
  CatalogGenerationError CollectFreshnessReturnSignature ConfigDataPathDeprecation ConfigLogPathDeprecation
  ConfigSourcePathDeprecation ConfigTargetPathDeprecation ConstraintNotEnforced ConstraintNotSupported
  CustomKeyInConfigDeprecation CustomKeyInObjectDeprecation CustomOutputPathInSourceFreshnessDeprecation
  CustomTopLevelKeyDeprecation DeprecatedModel DeprecatedReference DeprecationsSummary DepsScrubbedPackageName
  DepsUnpinned DuplicateNameDistinctNodeTypesDeprecation DuplicateYAMLKeysDeprecation
  EnvironmentVariableNamespaceDeprecation EnvironmentVariableRenamed ExposureNameDeprecation FreshnessConfigProblem
  GenericJSONSchemaValidationDeprecation GetMetaKeyWarning InternalDeprecation InvalidConcurrentBatchesConfig
  InvalidMacroAnnotation InvalidValueForField JinjaLogWarning LogTestResult MFCumulativeTypeParamsDeprecation
  MFTimespineWithoutYamlConfigurationDeprecation MacroNotFoundForPatch MetricAttributesRenamed
  MicrobatchMacroOutsideOfBatchesDeprecation MicrobatchModelNoEventTimeInputs
  MissingArgumentsPropertyInGenericTestDeprecation MissingPlusPrefixDeprecation ModelParamUsageDeprecation
  ModulesItertoolsUsageDeprecation NoNodeForYamlKey NoNodesForSelectionCriteria NoNodesSelected NodeNotFoundOrDisabled
  NothingToDo PackageInstallPathDeprecation PackageMaterializationOverrideDeprecation
  PackageNodeDependsOnRootProjectNode PackageRedirectDeprecation ProjectFlagsMovedDeprecation
  PropertyMovedToConfigDeprecation ResourceNamesWithSpacesDeprecation RunResultWarning RunResultWarningMessage
  SeedExceedsLimitAndPathChanged SeedExceedsLimitChecksumChanged SeedExceedsLimitSamePath SeedIncreased
  SemanticValidationFailure SnapshotTimestampWarning SourceFreshnessProjectHooksNotRun SourceOverrideDeprecation
  SpacesInResourceNameDeprecation TestsConfigDeprecation UnexpectedJinjaBlockDeprecation
  UnsupportedConstraintMaterialization UnusedResourceConfigPath UnusedTables UnversionedBreakingChange
  UpcomingReferenceDeprecation ValidationWarning WEOIncludeExcludeDeprecation WarnStateTargetEqual
  WrongResourceSchemaFile`.split(/\s+/),
);

/** What dbt calls warnings of ours, where their code alone tells. */
const byCode: Partial<Record<ErrorCode, string>> = {
  A1003: 'DuplicateYAMLKeysDeprecation',
  A1014: 'UnusedResourceConfigPath',
  A2035: 'NoNodeForYamlKey',
  A2210: 'NodeNotFoundOrDisabled',
  A2211: 'DeprecatedModel',
  A2212: 'DeprecatedReference',
  A2213: 'UpcomingReferenceDeprecation',
  A2317: 'ExposureNameDeprecation',
  A2110: 'NoNodesForSelectionCriteria',
  A4002: 'NothingToDo',
  A7014: 'DepsUnpinned',
  A7017: 'PackageRedirectDeprecation',
  A7018: 'DepsScrubbedPackageName',
};

/** The name of dbt's warning that is the same; undefined where dbt does not warn. */
export const eventNameOf = ({ event, code }: Pick<Diagnostic, 'event' | 'code'>): string | undefined =>
  event ?? byCode[code];
