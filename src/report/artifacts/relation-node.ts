import type { AnalysisNode, ModelNode, SeedNode, SnapshotNode } from '../../manifest/index.ts';
import { completeConfig, hookData } from './node-config.ts';
import {
  addCompiled,
  buildPath,
  columnsOf,
  constraintData,
  docsData,
  type Pointed,
  patchOf,
  pathBelow,
  sqlFields,
  withOwn,
} from './node-fields.ts';
import { isoDate } from './points-in-time.ts';
import type { NodeSurroundings } from './surroundings.ts';

export function modelData(node: ModelNode, around: NodeSurroundings): Record<string, unknown> {
  const { config } = node;
  const fields = queryFields(node, around, config.materialized !== 'ephemeral');
  if (around.meta.complete) {
    const given = completeConfig('model', config.raw, config);
    fields.config = Object.assign(given, { access: node.access });
    fields.primary_key = node.primaryKey;
    fields.time_spine = node.timeSpine ?? null;
  } else
    fields.config = sharedConfig(node, {
      materialized: config.materialized,
      incremental_strategy: config.incrementalStrategy ?? null,
      unique_key: uniqueKey(config.uniqueKey),
      on_schema_change: config.onSchemaChange,
      access: config.access ?? 'protected',
      freshness: null,
    });
  const { contract } = node;
  const pointed = pointedBy(node, around);
  if (pointed !== undefined) fields.columns = columnsOf(node.columns, around, pointed);
  fields.language = node.language;
  fields.contract = {
    enforced: contract.enforced,
    alias_types: contract.aliasTypes,
    checksum: contract.checksum ?? null,
  };
  fields.access = node.access;
  fields.constraints = node.constraints.map((constraint) =>
    constraintData(constraint, { ofModel: true, pointed }),
  );
  fields.version = node.version ?? null;
  fields.latest_version = node.latestVersion ?? null;
  fields.deprecation_date = node.deprecationDate === undefined ? null : isoDate(node.deprecationDate);
  return fields;
}

/** dbt resolves what foreign keys point to when it compiles a model. */
function pointedBy(
  { id, foreignKeys }: ModelNode,
  { manifest, meta, outcomes, compiling }: NodeSurroundings,
): Pointed | undefined {
  if (foreignKeys === undefined || !(compiling === true || outcomes.get(id)?.compiledSql !== undefined))
    return undefined;
  return (to) => {
    const parent = manifest.nodes.get(foreignKeys.get(to) ?? '');
    return parent !== undefined && 'relation' in parent ? meta.quoted(parent.relation, parent) : undefined;
  };
}

export function snapshotData(node: SnapshotNode, around: NodeSurroundings): Record<string, unknown> {
  const fields = queryFields(node, around, true);
  fields.config = completeConfig('snapshot', node.config.raw, node.config);
  fields.raw_code = node.text;
  if (!node.path.endsWith('.sql')) fields.path = `${pathBelow(node, around)}/${node.name}.sql`;
  return fields;
}

export function analysisData(node: AnalysisNode, around: NodeSurroundings): Record<string, unknown> {
  const fields = queryFields(node, around, false);
  fields.config = completeConfig('analysis', node.config.raw, node.config);
  fields.path = `analysis/${pathBelow(node, around)}`;
  return fields;
}

export const seedData = (node: SeedNode, around: NodeSurroundings): Record<string, unknown> => ({
  ...relationFields(node, around, true),
  ...(around.meta.complete && node.large === true && { checksum: { name: 'path', checksum: node.path } }),
  config: around.meta.complete
    ? completeConfig('seed', node.config.raw, node.config)
    : sharedConfig(node, {
        materialized: 'seed',
        column_types: node.config.columnTypes,
        delimiter: node.config.delimiter,
        quote_columns: node.config.quoteColumns,
      }),
  raw_code: '',
  root_path: node.packageRoot,
  depends_on: { macros: node.dependsOn.macros },
});

type Query = ModelNode | SnapshotNode | AnalysisNode;

/** Of what has a query; the `config` is not among them. */
function queryFields(node: Query, around: NodeSurroundings, isRelation: boolean): Record<string, unknown> {
  const fields = relationFields(node, around, isRelation);
  const sql = sqlFields(node, node.template.source.text, around);
  fields.raw_code = sql.raw_code;
  fields.language = sql.language;
  fields.refs = sql.refs;
  fields.sources = sql.sources;
  fields.metrics = sql.metrics;
  fields.depends_on = sql.depends_on;
  fields.compiled_path = sql.compiled_path;
  fields.contract = sql.contract;
  return addCompiled(fields, node, around);
}

function relationFields(
  node: Query | SeedNode,
  around: NodeSurroundings,
  isRelation: boolean,
): Record<string, unknown> {
  const { meta } = around;
  const { tags } = node.config;
  const fields: Record<string, unknown> = {
    name: node.name,
    resource_type: node.resource,
    package_name: node.package,
    original_file_path: node.path,
    unique_id: node.id,
    fqn: node.fqn,
    description: node.description,
    created_at: 0,
    database: node.relation.database ?? meta.database,
    schema: node.relation.schema,
    alias: node.relation.identifier,
    path: pathBelow(node, around),
    checksum: { name: 'sha256', checksum: node.checksum },
    // Each once, though the config has it as often as it is said.
    tags: tags.length < 2 ? tags : [...new Set(tags)],
    columns: columnsOf(node.columns, around),
    meta: node.config.meta,
    group: (meta.complete && 'group' in node && node.group) || null,
    docs: docsData(node.docs),
    patch_path: patchOf(node.patchPath, around),
    build_path: buildPath(node, around),
    unrendered_config: node.unrenderedConfig(),
    relation_name: isRelation || !meta.complete ? meta.quoted(node.relation, node) : null,
  };
  if (meta.complete) fields.doc_blocks = node.docBlocks ?? [];
  return fields;
}

function sharedConfig(
  { config }: ModelNode | SeedNode,
  own: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const known: Record<string, unknown> = {
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
    docs: docsData(undefined),
    contract: { enforced: false, alias_types: true },
    event_time: null,
    concurrent_batches: null,
  };
  for (const key of Object.keys(own)) known[key] = own[key];
  return withOwn(known, config.raw);
}

function uniqueKey(columns: readonly string[]): string | readonly string[] | null {
  if (columns.length === 0) return null;
  return columns.length === 1 ? columns[0]! : columns;
}
