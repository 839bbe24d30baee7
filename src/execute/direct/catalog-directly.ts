import { type Diagnostic, groupBy, ok, type Result } from '../../base/index.ts';
import { Relation, Table } from '../../compile/index.ts';
import { callValue, getAttribute, noKwargs, toJs } from '../../template/index.ts';
import type { DirectRun } from './direct-run.ts';
import { operateDirectly } from './operate.ts';

/** A relation as it is in the warehouse. */
export interface FoundTable {
  readonly database: string | null;
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  readonly comment: string | null;
  readonly owner: string | null;
  readonly columns: {
    readonly name: string;
    readonly index: number;
    readonly type: string;
    readonly comment: string | null;
  }[];
}

export interface FoundTables {
  readonly tables: readonly FoundTable[];
  /** Why databases could not be looked at. */
  readonly errors: readonly Diagnostic[];
}

/** What there is in these schemas, as dbt's macro `get_catalog` says it, which a project may have made its own. */
export async function catalogDirectly(
  places: readonly { readonly database: string; readonly schema: string }[],
  run: DirectRun,
): Promise<FoundTables> {
  const tables: FoundTable[] = [];
  const errors: Diagnostic[] = [];
  for (const [database, inside] of groupBy(places, (place) => place.database)) {
    const found = await catalogOf(database, [...new Set(inside.map(({ schema }) => schema))], run);
    if (found.ok) tables.push(...tablesOf(found.value));
    else errors.push(...found.diagnostics);
  }
  return { tables, errors };
}

async function catalogOf(
  database: string,
  schemas: readonly string[],
  run: DirectRun,
): Promise<Result<Row[]>> {
  const { macros } = run.settings.compile.manifest;
  const entry = macros.anywhere('get_catalog');
  if (entry === undefined) return ok([]);
  const relation = Relation.of({ database }, {});
  const informationSchema = callValue(getAttribute(relation, 'information_schema_only'), [], noKwargs);
  const kwargs = new Map([
    ['information_schema', informationSchema],
    ['schemas', [...schemas]],
  ]);
  const answer = await operateDirectly(entry, { name: 'get_catalog', kwargs }, run);
  if (!answer.ok) return answer;
  if (!(answer.value instanceof Table)) return ok([]);
  const { names, rows } = answer.value.data;
  return ok(
    rows.map((row) =>
      Object.fromEntries(names.map((name, index) => [name.toLowerCase(), toJs(row[index] ?? null)])),
    ),
  );
}

/** A column and its relation, by the names of dbt's macro. */
type Row = Readonly<Record<string, unknown>>;

function tablesOf(rows: readonly Row[]): readonly FoundTable[] {
  const tables = new Map<string, FoundTable>();
  for (const row of rows) {
    const key = JSON.stringify([row.table_database, row.table_schema, row.table_name]);
    let table = tables.get(key);
    if (table === undefined) {
      table = {
        database: text(row.table_database),
        schema: String(row.table_schema),
        name: String(row.table_name),
        type: String(row.table_type),
        comment: text(row.table_comment),
        owner: text(row.table_owner),
        columns: [],
      };
      tables.set(key, table);
    }
    table.columns.push({
      name: String(row.column_name),
      index: Number(row.column_index),
      type: String(row.column_type),
      comment: text(row.column_comment),
    });
  }
  return [...tables.values()];
}

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
