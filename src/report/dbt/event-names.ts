import type { Diagnostic, ErrorCode } from '../../base/index.ts';

/** What dbt may warn of, by the names that --warn-error-options has for it, with its code. */
const codes: ReadonlyMap<string, string> = new Map(
  `AdapterDeprecationWarning=D005 AdapterEventWarning=E003 ArgumentsPropertyInGenericTestDeprecation=D038
  BehaviorChangeEvent=D000 CatalogGenerationError=E040 CollectFreshnessReturnSignature=D012
  ConfigDataPathDeprecation=D004 ConfigLogPathDeprecation=D010 ConfigSourcePathDeprecation=D003
  ConfigTargetPathDeprecation=D011 ConstraintNotEnforced=E048 ConstraintNotSupported=E049
  CustomKeyInConfigDeprecation=D026 CustomKeyInObjectDeprecation=D027
  CustomOutputPathInSourceFreshnessDeprecation=D029 CustomTopLevelKeyDeprecation=D025 DeprecatedModel=I065
  DeprecatedReference=I067 DeprecationsSummary=D028 DepsScrubbedPackageName=M035 DepsUnpinned=M029
  DuplicateNameDistinctNodeTypesDeprecation=D040 DuplicateYAMLKeysDeprecation=D024
  EnvironmentVariableNamespaceDeprecation=D036 EnvironmentVariableRenamed=D009 ExposureNameDeprecation=D007
  FreshnessConfigProblem=I073 GenericJSONSchemaValidationDeprecation=D022 GetMetaKeyWarning=D041
  InternalDeprecation=D008 InvalidConcurrentBatchesConfig=I075 InvalidMacroAnnotation=I076
  InvalidValueForField=I008 JinjaLogWarning=I061 LogTestResult=Q007 MFCumulativeTypeParamsDeprecation=D019
  MFTimespineWithoutYamlConfigurationDeprecation=D018 MacroNotFoundForPatch=I059 MetricAttributesRenamed=D006
  MicrobatchMacroOutsideOfBatchesDeprecation=D020 MicrobatchModelNoEventTimeInputs=I074
  MissingArgumentsPropertyInGenericTestDeprecation=D039 MissingPlusPrefixDeprecation=D037
  ModelParamUsageDeprecation=D032 ModulesItertoolsUsageDeprecation=D034 NoNodeForYamlKey=I058
  NoNodesForSelectionCriteria=M030 NoNodesSelected=Q038 NodeNotFoundOrDisabled=I060 NothingToDo=Q035
  PackageInstallPathDeprecation=D002 PackageMaterializationOverrideDeprecation=D016
  PackageNodeDependsOnRootProjectNode=I077 PackageRedirectDeprecation=D001 ProjectFlagsMovedDeprecation=D013
  PropertyMovedToConfigDeprecation=D030 ResourceNamesWithSpacesDeprecation=D015 RunResultWarning=Z021
  RunResultWarningMessage=Z046 SeedExceedsLimitAndPathChanged=I054 SeedExceedsLimitChecksumChanged=I055
  SeedExceedsLimitSamePath=I053 SeedIncreased=I052 SemanticValidationFailure=I070 SnapshotTimestampWarning=Q043
  SourceFreshnessProjectHooksNotRun=D017 SourceOverrideDeprecation=D035 SpacesInResourceNameDeprecation=D014
  TestsConfigDeprecation=D012 UnexpectedJinjaBlockDeprecation=D023 UnsupportedConstraintMaterialization=I068
  UnusedResourceConfigPath=I051 UnusedTables=I056 UnversionedBreakingChange=I071 UpcomingReferenceDeprecation=I066
  ValidationWarning=I009 WEOIncludeExcludeDeprecation=D031 WarnStateTargetEqual=I072 WrongResourceSchemaFile=I057`
    .split(/\s+/)
    .map((word) => word.split('=') as [string, string]),
);

export const warningEvents: ReadonlySet<string> = new Set(codes.keys());

/** The code of a warning of dbt; those that have no name of their own are notes. */
const warningCode = (name: string): string => codes.get(name) ?? 'Z050';

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

/** A warning of ours as an event of dbt. */
export function namedEvent(diagnostic: Pick<Diagnostic, 'event' | 'code'>): { name: string; code: string } {
  const name = eventNameOf(diagnostic) ?? 'Note';
  return { name, code: warningCode(name) };
}
