import { type ColumnProperties, isSequence, type YamlMapping, type YamlValue } from '../../project/index.ts';
import type { ColumnInfo, Constraint } from '../node-parts.ts';

export const columnInfo = (column: ColumnProperties): ColumnInfo => ({
  name: column.name,
  description: column.description,
  ...(column.dataType !== undefined && { dataType: column.dataType }),
  tags: column.tags,
  meta: column.meta,
  ...(column.quote !== undefined && { quote: column.quote }),
  ...(column.constraints.length > 0 && { constraints: column.constraints.map(constraintOf) }),
  ...(column.granularity !== undefined && { granularity: column.granularity }),
});

/** Of two columns of one name the last counts, as in dbt. */
export const columnInfos = (columns: readonly ColumnProperties[]): readonly ColumnInfo[] => [
  ...new Map(columns.map((column) => [column.name, columnInfo(column)])).values(),
];

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
