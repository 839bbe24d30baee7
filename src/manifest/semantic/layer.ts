import type { NodeId } from '../../base/index.ts';
import type { DescribedResource, Metric, SavedQuery, SemanticModel } from '../described-resources.ts';
import type { ManifestNode, ModelNode } from '../nodes.ts';
import { inputMeasures } from './input-measures.ts';
import { granularities, type InputMeasure, type MetricShape, metricShape } from './metric-shape.ts';
import { mappingOf, mappingsOf, textOf } from './reading.ts';
import { type SavedQueryShape, savedQueryShape } from './saved-query-shape.ts';
import { type Dimension, type SemanticModelShape, semanticModelShape } from './semantic-model-shape.ts';

export interface CheckedModel extends SemanticModelShape {
  readonly node: SemanticModel;
}
export interface CheckedMetric extends MetricShape {
  readonly node: Metric;
  readonly inputs: readonly InputMeasure[];
}
export interface CheckedQuery extends SavedQueryShape {
  readonly node: SavedQuery;
}

/** A model with one row for each day, hour, … */
export interface TimeSpine {
  readonly model: ModelNode;
  readonly granularity: string;
  readonly custom: readonly string[];
}

/** All of a project's semantic layer, as its rules look at it. */
export interface SemanticLayer {
  readonly models: readonly CheckedModel[];
  readonly metrics: readonly CheckedMetric[];
  readonly queries: readonly CheckedQuery[];
  readonly spines: readonly TimeSpine[];
  /** Every name of a granularity: those that all projects have, and the project's own. */
  readonly granularities: readonly string[];
}

/** Something that a rule does not allow, or thinks odd. */
export interface Finding {
  readonly node?: DescribedResource;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export type Rule = (layer: SemanticLayer) => Finding[];

export const wrong = (node: DescribedResource, message: string): Finding => ({
  node,
  message,
  severity: 'error',
});
export const odd = (node: DescribedResource | undefined, message: string): Finding => ({
  ...(node && { node }),
  message,
  severity: 'warning',
});

export function semanticLayer(
  described: ReadonlyMap<NodeId, DescribedResource>,
  nodes: ReadonlyMap<NodeId, ManifestNode>,
): SemanticLayer {
  const all = [...described.values()];
  const metrics = all.filter((node) => node.resource === 'metric');
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const spines = [...nodes.values()].flatMap((node) =>
    node.resource === 'model' && node.timeSpine !== undefined ? [spineOf(node)] : [],
  );
  return {
    models: all.flatMap((node) =>
      node.resource === 'semantic_model' ? [{ node, ...semanticModelShape(node) }] : [],
    ),
    metrics: metrics.map((node) => ({
      node,
      ...metricShape(node.definition),
      inputs: inputMeasures(node, (name) => byName.get(name)),
    })),
    queries: all.flatMap((node) =>
      node.resource === 'saved_query' ? [{ node, ...savedQueryShape(node.definition) }] : [],
    ),
    spines,
    granularities: [...granularities, ...spines.flatMap(({ custom }) => custom)],
  };
}

function spineOf(model: ModelNode): TimeSpine {
  const spine = mappingOf(model.timeSpine);
  const column = textOf(spine.standard_granularity_column);
  return {
    model,
    granularity: model.columns.find(({ name }) => name === column)?.granularity ?? '',
    custom: mappingsOf(spine.custom_granularities).map(({ name }) => textOf(name) ?? ''),
  };
}

/** Of standard granularities, from the finest; what is none is last. */
export function granularityRank(granularity: string): number {
  const rank = granularities.indexOf(granularity);
  return rank === -1 ? granularities.length : rank;
}

export const isTime = (dimension: Dimension): boolean => dimension.type === 'time';
