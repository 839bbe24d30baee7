import type { Hook } from '../../manifest/index.ts';
import type { YamlMapping, YamlValue } from '../../project/index.ts';

import { isoLocal } from './points-in-time.ts';

type Plain = Record<string, unknown>;

/** What every node and test has. */
const everything = (): Plain => ({
  enabled: true,
  alias: null,
  schema: null,
  database: null,
  tags: [],
  meta: {},
  group: null,
  static_analysis: null,
});

/** What dbt gives everything that has SQL, and seeds, when nobody says anything. */
const query = (): Plain => ({
  ...everything(),
  materialized: 'view',
  incremental_strategy: null,
  batch_size: null,
  lookback: 1,
  begin: null,
  persist_docs: {},
  'post-hook': [],
  'pre-hook': [],
  quoting: {},
  column_types: {},
  full_refresh: null,
  unique_key: null,
  on_schema_change: 'ignore',
  on_configuration_change: 'apply',
  grants: {},
  packages: [],
  docs: { show: true, node_color: null },
  contract: { enforced: false, alias_types: true },
  event_time: null,
  concurrent_batches: null,
});

/** The names of the columns that a snapshot adds, where they are others than dbt's. */
const snapshotColumns = {
  dbt_valid_to: null,
  dbt_valid_from: null,
  dbt_scd_id: null,
  dbt_updated_at: null,
  dbt_is_deleted: null,
};

/** dbt's configs of each kind of resource, with what they are when nobody says anything. */
const defaults = {
  model: { ...query(), access: 'protected', freshness: null },
  seed: { ...query(), materialized: 'seed', delimiter: ',', quote_columns: null },
  snapshot: {
    ...query(),
    materialized: 'snapshot',
    strategy: null,
    target_schema: null,
    target_database: null,
    updated_at: null,
    check_cols: null,
    snapshot_meta_column_names: snapshotColumns,
    dbt_valid_to_current: null,
  },
  analysis: query(),
  operation: query(),
  test: {
    ...everything(),
    schema: 'dbt_test__audit',
    materialized: 'test',
    severity: 'ERROR',
    store_failures: null,
    store_failures_as: null,
    where: null,
    limit: null,
    fail_calc: 'count(*)',
    warn_if: '!= 0',
    error_if: '!= 0',
  },
  source: {
    enabled: true,
    event_time: null,
    freshness: { warn_after: noTime(), error_after: noTime(), filter: null },
    loaded_at_field: null,
    loaded_at_query: null,
    meta: {},
    tags: [],
    static_analysis: null,
  },
  unit_test: { tags: [], meta: {}, enabled: true, static_analysis: null },
  exposure: { enabled: true, tags: [], meta: {} },
  metric: { enabled: true, group: null, meta: {} },
  semantic_model: { enabled: true, group: null, meta: {} },
  saved_query: {
    enabled: true,
    group: null,
    meta: {},
    export_as: null,
    schema: null,
    cache: { enabled: false },
  },
} satisfies Record<string, Plain>;

function noTime(): Plain {
  return { count: null, period: null };
}

/** Configs that are mappings, of which dbt fills in what is not given. */
const filledIn = ['docs', 'contract', 'snapshot_meta_column_names', 'cache'] as const;

/** What a config comes to beside what was given: hooks, tags and meta from all places. */
export interface Settled {
  readonly tags?: readonly string[];
  readonly meta?: YamlMapping;
  readonly preHooks?: readonly Hook[];
  readonly postHooks?: readonly Hook[];
}

/** A `config` block with every key that dbt 1.11 knows of the resource, and those that are the user's own. */
export function completeConfig(
  resource: keyof typeof defaults,
  raw: YamlMapping,
  settled: Settled = {},
): Plain {
  const known: Plain = defaults[resource];
  const config: Plain = { ...known, ...raw };
  for (const key of filledIn) {
    const given = raw[key];
    if (key in known) config[key] = { ...(known[key] as Plain), ...(isObject(given) ? given : {}) };
  }
  if (typeof config.begin === 'string') config.begin = isoLocal(config.begin);
  if (settled.tags) config.tags = settled.tags;
  if (settled.meta) config.meta = settled.meta;
  if (settled.preHooks) config['pre-hook'] = settled.preHooks.map(hookData);
  if (settled.postHooks) config['post-hook'] = settled.postHooks.map(hookData);
  return config;
}

export const hookData = (hook: Hook): Plain => ({
  sql: hook.sql,
  transaction: hook.transaction,
  index: null,
});

const isObject = (value: YamlValue | undefined): value is YamlMapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
