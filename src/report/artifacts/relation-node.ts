// Nodes have some fifty keys, and spreading an object into a large one is slow: Object.assign is four times faster.
import type { AnalysisNode, ModelNode, SeedNode, SnapshotNode } from '../../manifest/index.ts';
import { completeConfig, hookData } from './node-config.ts';
import {
  buildPath,
  columnsOf,
  constraintData,
  docsData,
  namesOf,
  type Pointed,
  patchOf,
  pathBelow,
  sqlFields,
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
    fields.config = Object.assign(sharedConfig(node), {
      materialized: config.materialized,
      incremental_strategy: config.incrementalStrategy ?? null,
      unique_key: uniqueKey(config.uniqueKey),
      on_schema_change: config.onSchemaChange,
      access: config.access ?? 'protected',
      freshness: null,
    });
  const { contract } = node;
  const pointed = pointedBy(node, around);
  return Object.assign(fields, {
    ...(pointed && { columns: columnsOf(node.columns, around, pointed) }),
    language: node.language,
    contract: {
      enforced: contract.enforced,
      alias_types: contract.aliasTypes,
      checksum: contract.checksum ?? null,
    },
    access: node.access,
    constraints: node.constraints.map((constraint) => constraintData(constraint, { ofModel: true, pointed })),
    version: node.version ?? null,
    latest_version: node.latestVersion ?? null,
    deprecation_date: node.deprecationDate === undefined ? null : isoDate(node.deprecationDate),
  });
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
    : {
        ...sharedConfig(node),
        materialized: 'seed',
        column_types: node.config.columnTypes,
        delimiter: node.config.delimiter,
        quote_columns: node.config.quoteColumns,
      },
  raw_code: '',
  root_path: node.packageRoot,
  depends_on: { macros: node.dependsOn.macros },
});

type Query = ModelNode | SnapshotNode | AnalysisNode;

/** Of what has a query; the `config` is not among them. */
const queryFields = (node: Query, around: NodeSurroundings, isRelation: boolean): Record<string, unknown> =>
  Object.assign(relationFields(node, around, isRelation), sqlFields(node, node.template.source.text, around));

function relationFields(
  node: Query | SeedNode,
  around: NodeSurroundings,
  isRelation: boolean,
): Record<string, unknown> {
  const { meta } = around;
  const fields = Object.assign(namesOf(node), {
    database: node.relation.database ?? meta.database,
    schema: node.relation.schema,
    alias: node.relation.identifier,
    path: pathBelow(node, around),
    checksum: { name: 'sha256', checksum: node.checksum },
    // Each once, though the config has it as often as it is said.
    tags: [...new Set(node.config.tags)],
    columns: columnsOf(node.columns, around),
    meta: node.config.meta,
    group: (meta.complete && 'group' in node && node.group) || null,
    docs: docsData(node.docs),
    patch_path: patchOf(node.patchPath, around),
    build_path: buildPath(node, around),
    unrendered_config: node.unrenderedConfig(),
    relation_name: isRelation || !meta.complete ? meta.quoted(node.relation, node) : null,
  });
  return meta.complete ? Object.assign(fields, { doc_blocks: node.docBlocks ?? [] }) : fields;
}

function sharedConfig({ config }: ModelNode | SeedNode): Record<string, unknown> {
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
    docs: docsData(undefined),
    contract: { enforced: false, alias_types: true },
    event_time: null,
    concurrent_batches: null,
  });
}

function uniqueKey(columns: readonly string[]): string | readonly string[] | null {
  if (columns.length === 0) return null;
  return columns.length === 1 ? columns[0]! : columns;
}
