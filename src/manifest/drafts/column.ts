import type { Writable } from '../../base/index.ts';
import { type ColumnProperties, isSequence, type YamlMapping, type YamlValue } from '../../project/index.ts';
import type { ColumnInfo, Constraint } from '../node-parts.ts';

export function columnInfo(column: ColumnProperties): ColumnInfo {
  const { name, description, dataType, tags, meta, quote, constraints, granularity } = column;
  const info: Writable<ColumnInfo> = { name, description, tags, meta };
  if (dataType !== undefined) info.dataType = dataType;
  if (quote !== undefined) info.quote = quote;
  if (constraints.length > 0) info.constraints = constraints.map(constraintOf);
  if (granularity !== undefined) info.granularity = granularity;
  return info;
}

/** Of two columns of one name the last counts, as in dbt. */
export function columnInfos(columns: readonly ColumnProperties[]): readonly ColumnInfo[] {
  const byName = new Map<string, ColumnInfo>();
  for (const column of columns) byName.set(column.name, columnInfo(column));
  return [...byName.values()];
}

const text = (value: YamlValue | undefined): string | undefined =>
  value === undefined || value === null ? undefined : String(value);

const texts = (value: YamlValue | undefined): readonly string[] | undefined =>
  isSequence(value) ? value.map(String) : undefined;

export const constraintTypes = ['check', 'not_null', 'unique', 'primary_key', 'foreign_key', 'custom'];

export function constraintOf(given: YamlMapping): Constraint {
  const [name, expression, to] = [text(given.name), text(given.expression), text(given.to)];
  const [columns, toColumns] = [texts(given.columns), texts(given.to_columns)];
  return {
    type: String(given.type) as Constraint['type'],
    ...(name !== undefined && { name }),
    ...(expression !== undefined && { expression }),
    ...(columns !== undefined && { columns }),
    ...(to !== undefined && { to }),
    ...(toColumns !== undefined && { toColumns }),
    warnUnenforced: given.warn_unenforced !== false,
    warnUnsupported: given.warn_unsupported !== false,
  };
}
