type Data = Readonly<Record<string, unknown>>;

/** `semantic_manifest.json`, which MetricFlow reads: what manifest.json says of the semantic layer, with fewer keys. */
export function semanticManifestArtifact(manifest: Data): Data {
  const models = entries(manifest.semantic_models);
  return {
    semantic_models: models.map((model) => ({
      ...pick(model, 'name', 'defaults', 'description', 'node_relation', 'primary_entity'),
      entities: list(model.entities).map((entity) => ({
        ...pick(entity, 'name', 'description', 'type', 'role', 'expr', 'metadata', 'label', 'config'),
      })),
      measures: list(model.measures).map((measure) => ({
        ...pick(measure, 'name', 'agg', 'description', 'create_metric', 'expr', 'agg_params', 'metadata'),
        ...pick(measure, 'non_additive_dimension', 'agg_time_dimension', 'label', 'config'),
      })),
      dimensions: list(model.dimensions).map((dimension) => ({
        ...pick(dimension, 'name', 'description', 'type', 'is_partition', 'type_params', 'expr'),
        ...pick(dimension, 'metadata', 'label', 'config'),
      })),
      ...pick(model, 'label', 'metadata'),
      config: pick(of(model.config), 'meta'),
    })),
    metrics: entries(manifest.metrics).map((metric) => ({
      ...pick(metric, 'name', 'description', 'type'),
      type_params: typeParams(of(metric.type_params)),
      ...pick(metric, 'filter', 'metadata', 'label'),
      config: pick(of(metric.config), 'meta'),
      ...pick(metric, 'time_granularity'),
    })),
    project_configuration: {
      time_spine_table_configurations: models.length === 0 ? [] : olderSpines(entries(manifest.nodes)),
      metadata: null,
      dsi_package_version: { major_version: '0', minor_version: '9', patch_version: '0' },
      time_spines: entries(manifest.nodes).flatMap(spineOf),
    },
    saved_queries: entries(manifest.saved_queries).map((query) => ({
      name: query.name,
      query_params: pick(of(query.query_params), 'metrics', 'group_by', 'order_by', 'limit', 'where'),
      ...pick(query, 'description', 'metadata', 'label'),
      exports: list(query.exports).map((each) => ({
        name: each.name,
        config: pick(of(each.config), 'export_as', 'schema_name', 'alias'),
      })),
      tags: query.tags,
    })),
  };
}

function typeParams(params: Data): Data {
  const cumulative = params.cumulative_type_params;
  return {
    ...pick(params, 'measure', 'numerator', 'denominator', 'expr', 'window', 'grain_to_date', 'metrics'),
    ...pick(params, 'conversion_type_params'),
    cumulative_type_params:
      cumulative === null ? null : pick(of(cumulative), 'window', 'grain_to_date', 'period_agg'),
    ...pick(params, 'input_measures'),
  };
}

function spineOf(node: Data): Data[] {
  const spine = of(node.time_spine);
  const name = String(spine.standard_granularity_column);
  const column = of(of(node.columns)[name]);
  if (column.granularity === undefined) return [];
  return [
    {
      node_relation: {
        alias: node.alias,
        schema_name: node.schema,
        database: node.database,
        relation_name: node.relation_name,
      },
      primary_column: { name, time_granularity: column.granularity },
      custom_granularities: list(spine.custom_granularities).map(({ name: custom, column_name }) => ({
        name: custom,
        column_name: column_name ?? null,
      })),
    },
  ];
}

/** The model that was the time spine by its name alone, before there was a key for it. */
const olderSpines = (nodes: readonly Data[]): Data[] =>
  nodes
    .filter(
      ({ resource_type, name, time_spine }) =>
        resource_type === 'model' && name === 'metricflow_time_spine' && !time_spine,
    )
    .slice(0, 1)
    .map(({ relation_name }) => ({ location: relation_name, column_name: 'date_day', grain: 'day' }));

const of = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});

const entries = (value: unknown): Data[] => Object.values(of(value)).map(of);

const list = (value: unknown): Data[] => (Array.isArray(value) ? value.map(of) : []);

const pick = (from: Data, ...keys: readonly string[]): Data =>
  Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
