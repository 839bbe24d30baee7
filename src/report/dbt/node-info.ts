import type { NodeId, RelationName } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import { toPlain } from '../../project/index.ts';

/** The project of a run, as far as its log is about it. */
export interface LoggedProject {
  readonly manifest: Manifest;
  /** Whether tests keep the rows that fail unless they say otherwise. */
  readonly storesFailures: boolean;
  /** The database of relations that name none. */
  readonly database: string;
  /** A relation's name as SQL says it. */
  readonly quoted: (relation: RelationName) => string;
  /** A file's path below the folder of resources that it is in. */
  readonly below: (packageName: string, path: string) => string;
}

export interface NodeTimes {
  readonly status: string;
  /** ISO 8601. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** What dbt's entries say of the node they are about. */
export function nodeInfo(
  id: NodeId,
  { manifest, database, quoted, below }: LoggedProject,
  { status, startedAt, finishedAt }: NodeTimes,
): Record<string, unknown> {
  const node = manifest.nodes.get(id);
  const times = {
    node_status: status,
    node_started_at: momentOf(startedAt),
    node_finished_at: momentOf(finishedAt),
  };
  if (node === undefined) {
    const described = manifest.described.get(id);
    return {
      node_path: described === undefined ? '' : below(described.package, described.path),
      node_name: described?.name ?? id.split('.').at(-1),
      unique_id: id,
      resource_type: described?.resource ?? id.split('.', 1)[0],
      materialized: '',
      ...times,
      meta: {},
      node_relation: noRelation,
      node_checksum: '',
    };
  }
  const relation = relationOf(node);
  return {
    node_path: pathOf(node, below),
    node_name: node.name,
    unique_id: id,
    resource_type: node.resource,
    materialized: materializedAs(node),
    ...times,
    meta: 'meta' in node.config ? toPlain(node.config.meta as never) : {},
    node_relation:
      relation === undefined
        ? noRelation
        : {
            database: relation.database ?? database,
            schema: relation.schema,
            alias: node.resource === 'source' ? '' : relation.identifier,
            relation_name: unnamed.has(node.resource) ? '' : quoted(relation),
          },
    node_checksum: 'checksum' in node ? node.checksum : '',
  };
}

/** What has a place for a relation, and none. */
const unnamed: ReadonlySet<string> = new Set(['test', 'operation']);

function pathOf(node: ManifestNode, below: LoggedProject['below']): string {
  if (node.resource === 'test' && node.test.kind === 'generic') return `${node.fileName ?? node.name}.sql`;
  if (node.resource === 'operation') return `hooks/${node.name}.sql`;
  return node.resource === 'source' ? node.path : below(node.package, node.path);
}

const noRelation = { database: '', schema: '', alias: '', relation_name: '' };

/** As Python writes a point in time that has no zone. */
const momentOf = (iso = ''): string =>
  iso.replace(/(\.\d{3})?Z$/, (_, fraction = '.000') => `${fraction}000`);

export function relationOf(node: ManifestNode): RelationName | undefined {
  if ('relation' in node) return node.relation;
  if (node.resource === 'test') return node.storedIn;
  return node.resource === 'source' && node.from.kind === 'table' ? node.from.relation : undefined;
}

export const isMicrobatch = (node: ManifestNode): boolean =>
  node.resource === 'model' &&
  node.config.materialized === 'incremental' &&
  node.config.raw.incremental_strategy === 'microbatch';

export function materializedAs(node: ManifestNode): string {
  switch (node.resource) {
    case 'model':
      return node.config.materialized;
    case 'unit_test':
      return 'unit';
    case 'seed':
    case 'snapshot':
    case 'test':
    case 'analysis':
      return node.resource;
    case 'source':
      return '';
    case 'operation':
      return 'view';
  }
}
