import {
  type ConfigLayer,
  isMapping,
  type SourceProperties,
  type SourceTableProperties,
  type YamlMapping,
  type YamlValue,
} from '../../project/index.ts';

type Limit = YamlMapping | null;

interface Freshness {
  readonly warn_after: Limit;
  readonly error_after: Limit;
  readonly filter?: YamlValue;
}

const nothing: Freshness = { warn_after: {}, error_after: {} };

/**
 * What a source and its table say of freshness, the table over the source, key by key, as dbt merges them; null turns it
 * off. And the column or query that tells when rows were loaded: what the table says of either counts, else the source.
 */
export function freshnessOf(
  source: SourceProperties,
  table: SourceTableProperties,
): { readonly layers: readonly ConfigLayer[] } {
  const given = [source, table].flatMap(({ given: entry }) => [
    thresholdOf(entry, 'freshness'),
    thresholdOf(isMapping(entry.config) ? entry.config : {}, 'freshness'),
  ]);
  const merged = given.reduce((base, update) => merge(base, update));
  const values: Record<string, YamlValue> = {};
  if (merged === null) values.freshness = null;
  else if (isSet(merged.warn_after) || isSet(merged.error_after)) values.freshness = mapping(merged);
  const field = loadedAt('loaded_at_field', source, table);
  const query =
    'loaded_at_field' in table.given
      ? ownLoadedAt('loaded_at_query', table)
      : loadedAt('loaded_at_query', source, table);
  if (field !== undefined) values.loaded_at_field = field;
  if (query !== undefined) values.loaded_at_query = query;
  const layer: ConfigLayer = Object.entries(values).map(([key, value]) => ({
    key,
    value,
    from: 'node',
    locate: () => table.locate(),
  }));
  return { layers: layer.length > 0 ? [layer] : [] };
}

function thresholdOf(entry: YamlMapping, key: string): Freshness | null {
  if (!(key in entry)) return nothing;
  const value = entry[key];
  if (!isMapping(value)) return null;
  return {
    warn_after: limitOf(value, 'warn_after'),
    error_after: limitOf(value, 'error_after'),
    ...(value.filter !== undefined && value.filter !== null && { filter: value.filter }),
  };
}

function limitOf(value: YamlMapping, key: string): Limit {
  if (!(key in value)) return {};
  const limit = value[key];
  return isMapping(limit) ? limit : null;
}

function merge(base: Freshness | null, update: Freshness | null): Freshness | null {
  if (base !== null && update !== null) {
    const filter = update.filter ?? base.filter;
    return {
      warn_after: mergeLimits(base.warn_after, update.warn_after),
      error_after: mergeLimits(base.error_after, update.error_after),
      ...(filter !== undefined && { filter }),
    };
  }
  const says = update !== null && (isSet(update.warn_after) || isSet(update.error_after));
  return base === null && says ? update : null;
}

function mergeLimits(base: Limit, update: Limit): Limit {
  if (update === null) return null;
  if (isSet(base) && isSet(update)) return { ...base, ...update };
  return isSet(update) ? update : base;
}

const isSet = (limit: Limit): boolean =>
  limit !== null && limit.count !== undefined && limit.count !== null && typeof limit.period === 'string';

const mapping = ({ warn_after, error_after, filter }: Freshness): YamlMapping => ({
  warn_after,
  error_after,
  filter: filter ?? null,
});

function loadedAt(
  key: string,
  source: SourceProperties,
  table: SourceTableProperties,
): YamlValue | undefined {
  return key in table.given ? ownLoadedAt(key, table) : (ownLoadedAt(key, table) ?? ownLoadedAt(key, source));
}

function ownLoadedAt(key: string, { given }: Pick<SourceTableProperties, 'given'>): YamlValue | undefined {
  const inConfig = isMapping(given.config) ? given.config[key] : undefined;
  return given[key] ?? inConfig ?? undefined;
}
