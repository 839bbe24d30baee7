import { isMapping, type YamlMapping, type YamlValue } from '../../project/index.ts';
import type { SemanticModel } from '../described-resources.ts';
import { elementConfig, flagOf, mappingsOf, textOf, textsOf, wordOf } from './reading.ts';

// The keys are those of dbt's artifacts, which have these as they are.

interface Element {
  readonly name: string;
  readonly description: string | null;
  readonly label: string | null;
  readonly expr: string | null;
  readonly config: { readonly meta: YamlMapping };
}

export interface Entity extends Element {
  readonly type: string;
  readonly role: string | null;
}

export interface Dimension extends Element {
  readonly type: string;
  readonly is_partition: boolean;
  readonly type_params: {
    readonly time_granularity: string;
    readonly validity_params: { readonly is_start: boolean; readonly is_end: boolean } | null;
  } | null;
  readonly metadata: null;
}

export interface Measure extends Element {
  readonly agg: string;
  readonly create_metric: boolean;
  readonly agg_params: {
    readonly percentile: YamlValue;
    readonly use_discrete_percentile: boolean;
    readonly use_approximate_percentile: boolean;
  } | null;
  readonly non_additive_dimension: {
    readonly name: string;
    readonly window_choice: string;
    readonly window_groupings: readonly string[];
  } | null;
  readonly agg_time_dimension: string | null;
}

/** What a semantic model declares, every key of dbt's filled in. */
export interface SemanticModelShape {
  readonly defaults: { readonly agg_time_dimension: string | null } | null;
  readonly entities: readonly Entity[];
  readonly measures: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  readonly primary_entity: string | null;
}

export function semanticModelShape({ definition, config }: SemanticModel): SemanticModelShape {
  const { defaults } = definition;
  const element = (given: YamlMapping): Element => ({
    name: textOf(given.name) ?? '',
    description: textOf(given.description),
    label: textOf(given.label),
    expr: textOf(given.expr),
    config: elementConfig(given.config, config.meta),
  });
  return {
    defaults: isMapping(defaults) ? { agg_time_dimension: textOf(defaults.agg_time_dimension) } : null,
    entities: mappingsOf(definition.entities).map((given) => ({
      ...element(given),
      type: wordOf(given.type) ?? '',
      role: textOf(given.role),
    })),
    measures: mappingsOf(definition.measures).map((given) => ({
      ...element(given),
      agg: wordOf(given.agg) ?? '',
      // As in dbt, where what asks for a metric has become one.
      create_metric: false,
      agg_params: aggregation(given.agg_params),
      non_additive_dimension: nonAdditive(given.non_additive_dimension),
      agg_time_dimension: textOf(given.agg_time_dimension),
    })),
    dimensions: mappingsOf(definition.dimensions).map((given) => ({
      ...element(given),
      type: wordOf(given.type) ?? '',
      is_partition: flagOf(given.is_partition),
      type_params: timeParams(given.type_params),
      metadata: null,
    })),
    primary_entity: textOf(definition.primary_entity),
  };
}

function aggregation(given: YamlValue | undefined): Measure['agg_params'] {
  if (!isMapping(given)) return null;
  return {
    percentile: given.percentile ?? null,
    use_discrete_percentile: flagOf(given.use_discrete_percentile),
    use_approximate_percentile: flagOf(given.use_approximate_percentile),
  };
}

function nonAdditive(given: YamlValue | undefined): Measure['non_additive_dimension'] {
  if (!isMapping(given)) return null;
  return {
    name: textOf(given.name) ?? '',
    window_choice: wordOf(given.window_choice) ?? '',
    window_groupings: textsOf(given.window_groupings),
  };
}

function timeParams(given: YamlValue | undefined): Dimension['type_params'] {
  if (!isMapping(given)) return null;
  const validity = given.validity_params;
  return {
    time_granularity: wordOf(given.time_granularity) ?? '',
    validity_params: isMapping(validity)
      ? { is_start: flagOf(validity.is_start), is_end: flagOf(validity.is_end) }
      : null,
  };
}

/** What the metrics are that measures ask for, `create_metric: true`. */
export const metricsOfMeasures = ({ definition, config }: SemanticModel): readonly YamlMapping[] =>
  mappingsOf(definition.measures)
    .filter((given) => given.create_metric === true)
    .map((given) => {
      const name = textOf(given.name) ?? '';
      return {
        name,
        label: textOf(given.label) ?? name,
        description: textOf(given.description) ?? `Metric created from measure ${name}`,
        type: 'simple',
        type_params: { measure: name, expr: textOf(given.expr) ?? name },
        config: { enabled: config.enabled, meta: config.meta },
      };
    });
