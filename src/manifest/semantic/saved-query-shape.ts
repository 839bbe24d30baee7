import type { YamlMapping, YamlValue } from '../../project/index.ts';
import { type Filter, filterOf, mappingOf, mappingsOf, textOf, textsOf } from './reading.ts';

// The keys are those of dbt's artifacts, which have these as they are.

export interface QueryParams {
  readonly metrics: readonly string[];
  readonly group_by: readonly string[];
  readonly where: Filter | null;
  readonly order_by: readonly string[];
  readonly limit: YamlValue;
}

export interface Export {
  readonly name: string;
  /** What it says itself. */
  readonly given: YamlMapping;
}

export interface SavedQueryShape {
  readonly query_params: QueryParams;
  readonly exports: readonly Export[];
}

export function savedQueryShape(definition: YamlMapping): SavedQueryShape {
  const params = mappingOf(definition.query_params);
  return {
    query_params: {
      metrics: textsOf(params.metrics ?? []),
      group_by: textsOf(params.group_by ?? []),
      where: filterOf(params.where),
      order_by: textsOf(params.order_by ?? []),
      limit: params.limit ?? null,
    },
    exports: mappingsOf(definition.exports).map((given) => ({
      name: textOf(given.name) ?? '',
      given: mappingOf(given.config),
    })),
  };
}
