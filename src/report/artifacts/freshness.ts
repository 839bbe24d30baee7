import type { YamlMapping, YamlValue } from '../../project/index.ts';

const noTime = { count: null, period: null };

/** `freshness:` of a source, with what it does not say; null where it was turned off. */
export const freshnessData = (given: YamlMapping | null | undefined): Record<string, unknown> | null =>
  given === null
    ? null
    : {
        warn_after: time(given?.warn_after),
        error_after: time(given?.error_after),
        filter: given?.filter ?? null,
      };

function time(given: YamlValue | undefined): Record<string, unknown> | null {
  if (given === undefined) return noTime;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const { count, period } = given as YamlMapping;
  return { count: count ?? null, period: period ?? null };
}
