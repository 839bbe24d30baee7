import { type Diagnostic, groupBy, ok, type Result } from '../../base/index.ts';
import { Relation, Table } from '../../compile/index.ts';
import { callValue, getAttribute, noKwargs, toJs } from '../../template/index.ts';
import type { DirectRun } from './direct-run.ts';
import { operateDirectly } from './operate.ts';

/** A column of a relation of the warehouse and what is known of the relation, by the names of dbt's macro. */
export type CatalogRow = Readonly<Record<string, unknown>>;

export interface CatalogRows {
  readonly rows: readonly CatalogRow[];
  /** Why databases could not be looked at. */
  readonly errors: readonly Diagnostic[];
}

/** What there is in these schemas, as dbt's macro `get_catalog` says it, which a project may have made its own. */
export async function catalogDirectly(
  places: readonly { readonly database: string; readonly schema: string }[],
  run: DirectRun,
): Promise<CatalogRows> {
  const rows: CatalogRow[] = [];
  const errors: Diagnostic[] = [];
  for (const [database, inside] of groupBy(places, (place) => place.database)) {
    const found = await catalogOf(database, [...new Set(inside.map(({ schema }) => schema))], run);
    if (found.ok) rows.push(...found.value);
    else errors.push(...found.diagnostics);
  }
  return { rows, errors };
}

async function catalogOf(
  database: string,
  schemas: readonly string[],
  run: DirectRun,
): Promise<Result<CatalogRow[]>> {
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
