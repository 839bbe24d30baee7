import {
  inputMeasures,
  type Metric,
  metricShape,
  type SavedQuery,
  type SemanticModel,
  savedQueryShape,
  semanticModelShape,
} from '../../manifest/index.ts';
import { completeConfig } from './node-config.ts';
import { namesOf, pathBelow, refData, referencesOf } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

type Resource = Metric | SavedQuery | SemanticModel;

const common = (node: Resource, around: NodeSurroundings): Record<string, unknown> => ({
  ...namesOf(node),
  path: pathBelow(node, around),
  label: node.label ?? null,
  metadata: null,
  group: node.group ?? null,
  config: completeConfig(node.resource, node.config.raw, { meta: node.config.meta }),
  unrendered_config: node.unrenderedConfig(),
  depends_on: { macros: node.dependsOn.macros, nodes: node.dependsOn.nodes },
  refs: (node.refs ?? []).map(refData),
});

export function semanticModelData(node: SemanticModel, around: NodeSurroundings): Record<string, unknown> {
  const { manifest, meta } = around;
  const model = manifest.nodes.get(node.dependsOn.nodes[0] ?? '');
  const relation = model && 'relation' in model ? model.relation : undefined;
  return {
    ...common(node, around),
    description: node.definition.description === undefined ? null : node.description,
    model: node.model,
    node_relation: relation
      ? {
          alias: relation.identifier,
          schema_name: relation.schema,
          database: relation.database ?? meta.database,
          relation_name: meta.quoted(relation, model),
        }
      : null,
    ...semanticModelShape(node),
  };
}

export function metricData(node: Metric, around: NodeSurroundings): Record<string, unknown> {
  const { type_params, ...shape } = metricShape(node.definition);
  const metrics = new Map(
    [...around.manifest.described.values()].flatMap((other) =>
      other.resource === 'metric' ? [[other.name, other] as const] : [],
    ),
  );
  const { metrics: named, sources } = referencesOf(node, around);
  return {
    ...common(node, around),
    label: node.label ?? node.name,
    ...shape,
    type_params: {
      ...type_params,
      input_measures: node.config.enabled ? inputMeasures(node, (name) => metrics.get(name)) : [],
    },
    meta: node.config.meta,
    tags: node.config.tags,
    sources,
    metrics: named,
  };
}

export function savedQueryData(node: SavedQuery, around: NodeSurroundings): Record<string, unknown> {
  const { meta } = around;
  const { query_params, exports } = savedQueryShape(node.definition);
  const config = completeConfig('saved_query', node.config.raw);
  return {
    ...common(node, around),
    description: node.definition.description === undefined ? null : node.description,
    query_params,
    exports: exports.map(({ name, given }) => ({
      name,
      config: {
        export_as: given.export_as ?? config.export_as,
        schema_name: given.schema_name ?? given.schema ?? config.schema ?? meta.schema,
        alias: given.alias ?? name,
        database: given.database ?? meta.database,
      },
      unrendered_config: given,
    })),
    tags: node.config.tags,
  };
}
