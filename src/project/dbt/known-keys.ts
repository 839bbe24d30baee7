/** What a top-level key of dbt_project.yml holds. */
export type KeyType = 'text' | 'number' | 'texts' | 'text or texts' | 'mapping' | 'mappings' | 'flag' | 'any';

/** Every top-level key of dbt_project.yml, as dbt 1.11 knows it; null stands for a key that is not there. */
export const knownKeys: Readonly<Record<string, KeyType>> = {
  name: 'text',
  'config-version': 'number',
  version: 'any',
  profile: 'text',
  'source-paths': 'texts',
  'model-paths': 'texts',
  'macro-paths': 'texts',
  'data-paths': 'texts',
  'seed-paths': 'texts',
  'test-paths': 'texts',
  'analysis-paths': 'texts',
  'docs-paths': 'texts',
  'asset-paths': 'texts',
  'function-paths': 'texts',
  'snapshot-paths': 'texts',
  'clean-targets': 'texts',
  'target-path': 'text',
  'log-path': 'text',
  'packages-install-path': 'text',
  quoting: 'mapping',
  'on-run-start': 'text or texts',
  'on-run-end': 'text or texts',
  'require-dbt-version': 'text or texts',
  dispatch: 'mappings',
  models: 'mapping',
  seeds: 'mapping',
  snapshots: 'mapping',
  analyses: 'mapping',
  sources: 'mapping',
  tests: 'mapping',
  data_tests: 'mapping',
  unit_tests: 'mapping',
  metrics: 'mapping',
  'semantic-models': 'mapping',
  'saved-queries': 'mapping',
  exposures: 'mapping',
  functions: 'mapping',
  vars: 'mapping',
  packages: 'any',
  'query-comment': 'any',
  'restrict-access': 'flag',
  'dbt-cloud': 'mapping',
  flags: 'mapping',
};

/** Keys that null cannot stand for. */
export const neverNull: ReadonlySet<string> = new Set([
  'name',
  'dispatch',
  'sources',
  'tests',
  'data_tests',
  'unit_tests',
  'metrics',
  'semantic-models',
  'saved-queries',
  'exposures',
  'restrict-access',
  'flags',
]);

/** Names that a project cannot have, since templates have something else under them. */
export const reservedNames: ReadonlySet<string> = new Set(
  (
    '_sql_results adapter api column config context database env env_var exceptions execute flags fromjson fromyaml ' +
    'graph invocation_id load_agate_table load_result log model modules post_hooks pre_hooks ref render return ' +
    'run_started_at schema source sql sql_now store_result store_raw_result target this tojson toyaml ' +
    'try_or_compiler_error var write'
  ).split(' '),
);
