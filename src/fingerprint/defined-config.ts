import type { BuildableNode, TestNode } from '../manifest/index.ts';

/**
 * The configs that have an influence on what is built, as JSON. Names, tags, descriptions and the like have none: a
 * renamed relation is another one anyway.
 *
 * @param hooks the rendered hooks
 */
export function definedConfig(
  node: BuildableNode | TestNode,
  hooks: readonly string[],
): Record<string, string> {
  const values = node.resource === 'test' ? ofTest(node) : { ...ofRelation(node), hooks };
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
      .map(([key, value]) => [key, JSON.stringify(value)]),
  );
}

function ofRelation(node: BuildableNode): Record<string, unknown> {
  if (node.resource === 'seed') {
    const { columnTypes, delimiter, quoteColumns } = node.config;
    return { column_types: columnTypes, delimiter, quote_columns: quoteColumns };
  }
  const { config } = node;
  return {
    materialized: config.materialized,
    format: config.format,
    partition_by: config.partitionBy,
    unique_key: config.uniqueKey,
    incremental_strategy: config.incrementalStrategy,
    incremental_predicates: config.incrementalPredicates,
    on_schema_change: config.onSchemaChange,
    merge_update_columns: config.mergeUpdateColumns,
    merge_exclude_columns: config.mergeExcludeColumns,
  };
}

const ofTest = ({ config }: TestNode): Record<string, unknown> => ({
  severity: config.severity,
  limit: config.limit,
  warn_if: config.warnIf,
  error_if: config.errorIf,
  fail_calc: config.failCalc,
  store_failures: config.storeFailures,
});
