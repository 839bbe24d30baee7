import type { Column, RelationKind } from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import { materializations } from '../../../src/features/materializations/index.ts';
import type { Materialization, MaterializationInput } from '../../../src/publish/index.ts';

export const columns = (...names: readonly string[]): Column[] =>
  names.map((name) => {
    const [column, type = 'INTEGER'] = name.split(' ');
    return { name: column!, type };
  });

/** What a model `shop.orders` of two columns gives a materialization, when nothing is there yet. */
export const input = (parts: Partial<MaterializationInput> = {}): MaterializationInput => ({
  relation: { schema: 'shop', identifier: 'orders' },
  staged: { schema: 'shop', identifier: 'orders__staged' },
  query: 'select id, amount from shop.raw__staged',
  publishedQuery: 'select id, amount from shop.raw',
  columns: columns('id', 'amount'),
  fullRefresh: false,
  unsupported: [],
  uniqueKey: [],
  onSchemaChange: 'ignore',
  capabilities: duckdb.capabilities,
  ...parts,
});

/** The relation of that name as it is before the run. */
export const existing = (kind: RelationKind, ...names: readonly string[]) => ({
  existing: { kind, columns: columns(...(names.length > 0 ? names : ['id', 'amount'])) },
});

export const parquet = (partitionBy: readonly string[] = [], previous?: string) => ({
  parquet: { directory: '/lake/shop/orders/v2', partitionBy, ...(previous !== undefined && { previous }) },
});

export function built(name: string, given: MaterializationInput): Materialization {
  const made = materializations.get(name)!.build(given);
  if ('refused' in made) throw new Error(made.refused);
  return made;
}

/** The SQL of every statement, under what it is for. */
export function sqlOf(name: string, given: MaterializationInput): string {
  const made = materializations.get(name)!.build(given);
  if ('refused' in made) return `refused: ${made.refused}\nhint: ${made.hint}\n`;
  const part = (title: string, statements: Materialization['stage']) =>
    [`-- ${title}`, ...statements.map((statement) => `${duckdb.sql(statement)};`)].join('\n');
  return [part('stage', made.stage), part('promote', made.promote), part('discard', made.discard), ''].join(
    '\n',
  );
}
