import { isMapping, isSequence, type YamlMapping, type YamlValue } from '../../project/index.ts';

/** A text, or null where there is none; numbers and booleans as they would be written. */
export function textOf(value: YamlValue | undefined): string | null {
  if (value === undefined || value === null || typeof value === 'object') return null;
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

/** A word of which the case does not count. */
export const wordOf = (value: YamlValue | undefined): string | null => textOf(value)?.toLowerCase() ?? null;

export const flagOf = (value: YamlValue | undefined): boolean => value === true;

export const mappingsOf = (value: YamlValue | undefined): readonly YamlMapping[] =>
  isSequence(value) ? value.filter(isMapping) : [];

/** One text or several. */
export const textsOf = (value: YamlValue | undefined): readonly string[] =>
  (isSequence(value) ? value : [value]).map(textOf).filter((text) => text !== null);

export const mappingOf = (value: YamlValue | undefined): YamlMapping => (isMapping(value) ? value : {});

/** A filter: one condition or several, as dbt keeps them. */
export interface Filter {
  readonly where_filters: readonly { readonly where_sql_template: string }[];
}

export function filterOf(value: YamlValue | undefined): Filter | null {
  if (value === undefined || value === null) return null;
  return { where_filters: textsOf(value).map((text) => ({ where_sql_template: text })) };
}

/** `config:` of an entity, dimension or measure: its own meta over that of the semantic model. */
export const elementConfig = (
  value: YamlValue | undefined,
  meta: YamlMapping,
): { readonly meta: YamlMapping } => ({
  meta: { ...meta, ...mappingOf(mappingOf(value).meta) },
});
