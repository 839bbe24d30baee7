import type { Rows } from '../../adapter/index.ts';
import type { Value } from '../../template/index.ts';
import { typedColumn } from './table-cells.ts';
import type { TypeName } from './table-type.ts';

/** What is in a table. */
export interface TableData {
  readonly names: readonly string[];
  readonly types: readonly TypeName[];
  readonly rows: readonly (readonly Value[])[];
}

export const emptyTable: TableData = { names: [], types: [], rows: [] };

const known = new WeakMap<Rows, TableData>();

/** What a query gave, as dbt types it: by its values, so that a column of nulls is one of integers. */
export function tableData(rows: Rows): TableData {
  const found = known.get(rows);
  if (found !== undefined) return found;
  const columns = rows.columns.map(typedColumn);
  const data: TableData = {
    names: distinctNames(rows.columns.map(({ name }) => name)),
    types: columns.map(({ type }, index) =>
      rows.rows.every((row) => row[index] === null) ? 'Integer' : type,
    ),
    rows: rows.rows.map((row) => columns.map(({ cast }, index) => cast(row[index] ?? null))),
  };
  known.set(rows, data);
  return data;
}

/** Names that come again get a number: `a`, `a_2`. */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; seen.has(free); number++) free = `${name}_${number}`;
    seen.add(free);
    return free;
  });
}
