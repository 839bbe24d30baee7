import type { YamlMapping } from './yaml/value.ts';

/** How a flag is written where everything is a text. */
export type FlagKind = 'boolean' | 'text' | 'integer' | 'words' | 'mapping';

export interface FlagDefinition {
  readonly kind: FlagKind;
  /** `FAIL_FAST` stands for the environment variables DBT_ENGINE_FAIL_FAST and DBT_FAIL_FAST. */
  readonly env?: string;
  /** Whether it can stand under `flags:` of the project file. */
  readonly project?: boolean;
  /** Whether it has no other place than `flags:`. */
  readonly onlyProject?: boolean;
  readonly choices?: readonly string[];
  readonly otherwise?: boolean | number | string;
}

const flag = (env: string, more: Omit<FlagDefinition, 'kind'> = {}) =>
  ({ kind: 'boolean', env, otherwise: false, ...more }) as const;
const text = (env: string, more: Omit<FlagDefinition, 'kind'> = {}) =>
  ({ kind: 'text', env, ...more }) as const;
const behaviour = (otherwise: boolean) =>
  ({ kind: 'boolean', project: true, onlyProject: true, otherwise }) as const;

const levels = ['debug', 'info', 'warn', 'error', 'none'];
const formats = ['text', 'debug', 'json', 'default'];

/** Every flag of dbt's that can come from the environment or the project file as well as from the command line. */
export const flagDefinitions = {
  cacheSelectedOnly: flag('CACHE_SELECTED_ONLY', { project: true }),
  cleanProjectFilesOnly: flag('CLEAN_PROJECT_FILES_ONLY', { otherwise: true }),
  debug: flag('DEBUG', { project: true }),
  defer: flag('DEFER'),
  deferState: text('DEFER_STATE'),
  empty: flag('EMPTY'),
  eventTimeEnd: text('EVENT_TIME_END'),
  eventTimeStart: text('EVENT_TIME_START'),
  excludeResourceTypes: { kind: 'words', env: 'EXCLUDE_RESOURCE_TYPES' } as const,
  exportSavedQueries: flag('EXPORT_SAVED_QUERIES'),
  failFast: flag('FAIL_FAST', { project: true }),
  favorState: flag('FAVOR_STATE'),
  fullRefresh: flag('FULL_REFRESH'),
  indirectSelection: text('INDIRECT_SELECTION', {
    project: true,
    choices: ['eager', 'cautious', 'buildable', 'empty'],
    otherwise: 'eager',
  }),
  introspect: flag('INTROSPECT', { otherwise: true }),
  logCacheEvents: flag('LOG_CACHE_EVENTS'),
  logFormat: text('LOG_FORMAT', { project: true, choices: formats, otherwise: 'default' }),
  logFormatFile: text('LOG_FORMAT_FILE', { project: true, choices: formats, otherwise: 'debug' }),
  logLevel: text('LOG_LEVEL', { project: true, choices: levels, otherwise: 'info' }),
  logLevelFile: text('LOG_LEVEL_FILE', { project: true, choices: levels, otherwise: 'debug' }),
  logPath: text('LOG_PATH'),
  macroDebugging: flag('MACRO_DEBUGGING'),
  partialParse: flag('PARTIAL_PARSE', { project: true, otherwise: true }),
  preciseState: flag('PRECISE_STATE', { project: true }),
  populateCache: flag('POPULATE_CACHE', { project: true, otherwise: true }),
  print: flag('PRINT', { otherwise: true }),
  printerWidth: { kind: 'integer', env: 'PRINTER_WIDTH', project: true, otherwise: 80 } as const,
  profile: text('PROFILE'),
  profilesDir: text('PROFILES_DIR'),
  projectDir: text('PROJECT_DIR'),
  quiet: flag('QUIET'),
  reuse: flag('REUSE', { project: true }),
  resourceTypes: { kind: 'words', env: 'RESOURCE_TYPES' } as const,
  sample: text('SAMPLE'),
  sendAnonymousUsageStats: flag('SEND_ANONYMOUS_USAGE_STATS', { project: true, otherwise: true }),
  showResourceReport: flag('SHOW_RESOURCE_REPORT'),
  singleThreaded: flag('SINGLE_THREADED'),
  state: text('STATE'),
  staticParser: flag('STATIC_PARSER', { project: true, otherwise: true }),
  storeFailures: flag('STORE_FAILURES'),
  target: text('TARGET'),
  targetPath: text('TARGET_PATH'),
  useColors: flag('USE_COLORS', { project: true, otherwise: true }),
  useColorsFile: flag('USE_COLORS_FILE', { project: true, otherwise: true }),
  useExperimentalParser: flag('USE_EXPERIMENTAL_PARSER', { project: true }),
  versionCheck: flag('VERSION_CHECK', { project: true, otherwise: true }),
  warnError: flag('WARN_ERROR', { project: true }),
  warnErrorOptions: { kind: 'mapping', env: 'WARN_ERROR_OPTIONS', project: true } as const,
  writeJson: flag('WRITE_JSON', { project: true, otherwise: true }),

  requireAllWarningsHandledByWarnError: behaviour(false),
  requireBatchedExecutionForCustomMicrobatchStrategy: behaviour(false),
  requireEventNamesInDeprecations: behaviour(false),
  requireExplicitPackageOverridesForBuiltinMaterializations: behaviour(true),
  requireGenericTestArgumentsProperty: behaviour(true),
  requireNestedCumulativeTypeParams: behaviour(false),
  requireRefSearchesNodePackageBeforeRoot: behaviour(false),
  requireResourceNamesWithoutSpaces: behaviour(true),
  requireUniqueProjectResourceNames: behaviour(false),
  requireYamlConfigurationForMfTimeSpines: behaviour(false),
  skipNodesIfOnRunStartFails: behaviour(false),
  sourceFreshnessRunProjectHooks: behaviour(true),
  stateModifiedCompareMoreUnrenderedValues: behaviour(false),
  stateModifiedCompareVars: behaviour(false),
  validateMacroArgs: behaviour(false),
} satisfies Readonly<Record<string, FlagDefinition>>;

export type FlagName = keyof typeof flagDefinitions;

interface Values {
  readonly boolean: boolean;
  readonly text: string | undefined;
  readonly integer: number;
  readonly words: readonly string[] | undefined;
  readonly mapping: YamlMapping | undefined;
}

/** The flags of an invocation: from the command line, else the environment, else `flags:` of the project file. */
export type Flags = {
  readonly [N in FlagName]: Values[(typeof flagDefinitions)[N]['kind']];
};

/** `failFast` as templates and dbt's files have it: `fail_fast`. */
export const flagKey = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (upper) => `_${upper.toLowerCase()}`);

/** What each flag is when nobody says anything. */
export const usualFlags: Flags = Object.fromEntries(
  Object.entries<FlagDefinition>(flagDefinitions).map(([name, definition]) => [name, definition.otherwise]),
) as unknown as Flags;
