import { type Diagnostic, error, type NodeId, warning } from '../../base/index.ts';
import type { DescribedResource } from '../described-resources.ts';
import type { ManifestNode } from '../nodes.ts';
import { granularityRank, type Rule, type SemanticLayer, semanticLayer } from './layer.ts';
import { filterRules, savedQueryRules } from './rules/filters.ts';
import { measureRules } from './rules/measures.ts';
import { metricRules } from './rules/metrics.ts';
import { modelRules } from './rules/models.ts';
import { nameRules } from './rules/names.ts';
import { timeSpineRules } from './rules/time-spines.ts';

const rules: readonly Rule[] = [
  measureRules,
  modelRules,
  nameRules,
  metricRules,
  filterRules,
  savedQueryRules,
  timeSpineRules,
];

/** What is wrong with a project's semantic layer, or odd. */
export function checkSemanticLayer(
  described: ReadonlyMap<NodeId, DescribedResource>,
  nodes: ReadonlyMap<NodeId, ManifestNode>,
): readonly Diagnostic[] {
  const layer = semanticLayer(described, nodes);
  if (layer.models.length === 0) return [];
  const spine = missingSpine(layer, nodes);
  // As in dbt, models without metrics are not looked at closely.
  if (layer.metrics.length === 0) return spine;
  const findings = rules.flatMap((rule) => rule(layer));
  return [
    ...spine,
    ...findings.map(({ node, message, severity }) =>
      (severity === 'error' ? error : warning)('A2307', message, node ? { location: node.locate() } : {}),
    ),
  ];
}

const legacySpine = 'metricflow_time_spine';

/** There is a time spine of days or finer, or the model that older projects have. */
function missingSpine(
  { models, spines }: SemanticLayer,
  nodes: ReadonlyMap<NodeId, ManifestNode>,
): readonly Diagnostic[] {
  const day = granularityRank('day');
  if (spines.some(({ granularity }) => granularityRank(granularity) <= day)) return [];
  if ([...nodes.values()].some(({ resource, name }) => resource === 'model' && name === legacySpine))
    return [];
  return [
    error('A2308', 'semantic models need a time spine with one row a day, or finer', {
      location: models[0]!.node.locate(),
      hint: "give a model of days 'time_spine:' with a standard_granularity_column whose column has a granularity",
    }),
  ];
}
