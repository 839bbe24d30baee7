import type { Hook, ModelNode, SeedNode } from '../../manifest/index.ts';
import { columnsOf, docs, namesOf, patchPath, pathBelow, sqlFields } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

export const modelData = (node: ModelNode, around: NodeSurroundings): Record<string, unknown> =>
  Object.assign(relationFields(node, around), sqlFields(node, node.template.source.text, around), {
    config: Object.assign(relationConfig(node), {
      materialized: node.config.materialized,
      incremental_strategy: node.config.incrementalStrategy ?? null,
      unique_key: uniqueKey(node.config.uniqueKey),
      on_schema_change: node.config.onSchemaChange,
      access: node.config.access ?? 'protected',
      freshness: null,
    }),
    access: node.config.access ?? 'protected',
    constraints: [],
    version: null,
    latest_version: null,
    deprecation_date: null,
  });

export const seedData = (node: SeedNode, around: NodeSurroundings): Record<string, unknown> => ({
  ...relationFields(node, around),
  config: {
    ...relationConfig(node),
    materialized: 'seed',
    column_types: node.config.columnTypes,
    delimiter: node.config.delimiter,
    quote_columns: node.config.quoteColumns,
  },
  raw_code: '',
  root_path: around.manifest.project.root,
  depends_on: { macros: node.dependsOn.macros },
});

const relationFields = (node: ModelNode | SeedNode, { meta }: NodeSurroundings): Record<string, unknown> =>
  Object.assign(namesOf(node), {
    database: node.relation.database ?? meta.database,
    schema: node.relation.schema,
    alias: node.relation.identifier,
    path: pathBelow(node),
    checksum: { name: 'sha256', checksum: node.checksum },
    tags: node.config.tags,
    columns: columnsOf(node.columns),
    meta: node.config.meta,
    group: null,
    docs,
    patch_path: patchPath(node, node.patchPath),
    build_path: null,
    unrendered_config: node.unrenderedConfig(),
    relation_name: meta.quoted(node.relation),
  });

function relationConfig({ config }: ModelNode | SeedNode): Record<string, unknown> {
  return Object.assign({}, config.raw, {
    enabled: config.enabled,
    alias: config.alias ?? null,
    schema: config.schema ?? null,
    database: config.database ?? null,
    tags: config.tags,
    meta: config.meta,
    group: null,
    batch_size: null,
    lookback: 1,
    begin: null,
    persist_docs: {},
    'pre-hook': config.preHooks.map(hookData),
    'post-hook': config.postHooks.map(hookData),
    quoting: {},
    column_types: {},
    full_refresh: config.fullRefresh ?? null,
    unique_key: null,
    on_schema_change: 'ignore',
    on_configuration_change: 'apply',
    grants: {},
    packages: [],
    docs,
    contract: { enforced: false, alias_types: true },
    event_time: null,
    concurrent_batches: null,
  });
}

const hookData = (hook: Hook): Record<string, unknown> => ({
  sql: hook.sql,
  transaction: hook.transaction,
  index: null,
});

function uniqueKey(columns: readonly string[]): string | readonly string[] | null {
  if (columns.length === 0) return null;
  return columns.length === 1 ? columns[0]! : columns;
}
