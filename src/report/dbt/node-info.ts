import type { NodeId, RelationName } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import { toPlain } from '../../project/index.ts';

/** The project of a run, as far as its log is about it. */
export interface LoggedProject {
  readonly manifest: Manifest;
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
  if (node === undefined) return { unique_id: id, node_name: id.split('.').at(-1), node_status: status };
  const relation = relationOf(node);
  return {
    node_path: below(node.package, node.path),
    node_name: node.name,
    unique_id: id,
    resource_type: node.resource,
    materialized: materializedAs(node),
    node_status: status,
    node_started_at: startedAt ?? '',
    node_finished_at: finishedAt ?? '',
    meta: 'meta' in node.config ? toPlain(node.config.meta as never) : {},
    node_relation:
      relation === undefined
        ? { database: '', schema: '', alias: '', relation_name: '' }
        : {
            database: relation.database ?? database,
            schema: relation.schema,
            alias: relation.identifier,
            relation_name: node.resource === 'test' ? '' : quoted(relation),
          },
    node_checksum: 'checksum' in node ? node.checksum : '',
  };
}

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
      return 'source';
    case 'operation':
      return 'view';
  }
}
