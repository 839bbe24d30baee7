import type { NodeId, RelationName } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import { type ArtifactMeta, metadataOf } from './meta.ts';

/** A relation as it is in the warehouse. */
export interface CatalogTable {
  readonly database: string | null;
  readonly schema: string;
  readonly name: string;
  /** `BASE TABLE`, `VIEW`, … */
  readonly type: string;
  readonly comment: string | null;
  readonly owner: string | null;
  readonly columns: readonly CatalogColumn[];
}

export interface CatalogColumn {
  readonly name: string;
  /** From 1. */
  readonly index: number;
  readonly type: string;
  readonly comment: string | null;
}

export interface CatalogMeta extends ArtifactMeta {
  /** The database of relations that name none. */
  readonly database: string;
  /** Without it, everything is in the catalog. */
  readonly selected?: ReadonlySet<NodeId>;
  /** What could not be looked at. */
  readonly errors?: readonly string[];
}

/** `catalog.json`, dbt's version 1: what there is of the project's nodes and sources in the warehouse. */
export function catalogArtifact(
  tables: readonly CatalogTable[],
  manifest: Manifest,
  meta: CatalogMeta,
): Record<string, unknown> {
  const nodes: Record<NodeId, unknown> = {};
  const sources: Record<NodeId, unknown> = {};
  const members = membersOf(manifest, meta.database);
  for (const table of tables) {
    const found = members.get(keyOf(table.database, table.schema, table.name));
    for (const node of found ?? []) {
      if (meta.selected?.has(node.id) === false) continue;
      (node.resource === 'source' ? sources : nodes)[node.id] = tableData(table, node.id);
    }
  }
  const { errors = [] } = meta;
  return {
    metadata: metadataOf('catalog/v1', meta),
    nodes,
    sources,
    errors: errors.length > 0 ? errors : null,
  };
}

const keyOf = (database: string | null, schema: string, name: string): string =>
  [database ?? '', schema, name].join('\n').toLowerCase();

/** The nodes and sources of each relation: of two nodes the last counts, as in dbt, beside every source. */
function membersOf({ nodes }: Manifest, database: string): ReadonlyMap<string, readonly ManifestNode[]> {
  const members = new Map<string, readonly ManifestNode[]>();
  for (const node of nodes.values()) {
    const relation = relationOf(node);
    if (relation === undefined) continue;
    const key = keyOf(relation.database ?? database, relation.schema, relation.identifier);
    const others = (members.get(key) ?? []).filter(
      (other) => node.resource === 'source' || other.resource === 'source',
    );
    members.set(key, [...others, node]);
  }
  return members;
}

function relationOf(node: ManifestNode): RelationName | undefined {
  if (node.resource === 'source') return node.from.kind === 'table' ? node.from.relation : undefined;
  if (node.resource === 'test') return node.config.storeFailures ? node.storedIn : undefined;
  return 'relation' in node && node.resource !== 'operation' ? node.relation : undefined;
}

const noStatistics = {
  has_stats: {
    id: 'has_stats',
    label: 'Has Stats?',
    value: false,
    include: false,
    description: 'Indicates whether there are statistics for this table',
  },
};

const tableData = ({ columns, ...table }: CatalogTable, id: NodeId): Record<string, unknown> => ({
  metadata: {
    type: table.type,
    schema: table.schema,
    name: table.name,
    database: table.database,
    comment: table.comment,
    owner: table.owner,
  },
  columns: Object.fromEntries(
    columns.map(({ name, index, type, comment }) => [name, { type, index, name, comment }]),
  ),
  stats: noStatistics,
  unique_id: id,
});
