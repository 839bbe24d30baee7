import type { Adapter } from '../../adapter/index.ts';
import type { NodeId } from '../../base/index.ts';
import { meaningOf } from '../../fingerprint/index.ts';
import type { BuildableNode, Manifest, ManifestNode } from '../../manifest/index.ts';
import type { Orphan } from '../../report/index.ts';
import type { PublishedRecord } from '../../state/index.ts';
import type { PlannedRun } from './planned-run.ts';

/**
 * The relations that this project built in this target and does not build any more: their nodes are gone, renamed or
 * built elsewhere.
 */
export function orphansOf(
  state: Pick<PlannedRun['state'], 'records' | 'known' | 'builder'>,
  manifest: Manifest,
  adapter: Pick<Adapter, 'relation'>,
): readonly (Orphan & { readonly record: PublishedRecord })[] {
  const built = new Set<string>();
  for (const node of manifest.nodes.values())
    if (isRelation(node)) built.add(adapter.relation(node.relation));
  return [...state.records.values()]
    .filter(({ relation, builder }) => builder === state.builder && !built.has(relation))
    .map((record) => {
      const renamedTo = manifest.nodes.has(record.node) ? record.node : sameSql(record, manifest, state);
      return { relation: record.relation, node: record.node, ...(renamedTo && { renamedTo }), record };
    });
}

const isRelation = (node: ManifestNode): node is BuildableNode =>
  (node.resource === 'model' && node.config.materialized !== 'ephemeral') ||
  node.resource === 'seed' ||
  node.resource === 'snapshot';

/** A node that was never built here and says the same. */
function sameSql(
  record: PublishedRecord,
  manifest: Manifest,
  { known }: Pick<PlannedRun['state'], 'known'>,
): NodeId | undefined {
  const sql = sqlOf(record);
  if (sql === undefined || sql === '') return undefined;
  for (const node of manifest.nodes.values()) {
    if (node.resource !== 'model' || known.before(node.id) !== undefined) continue;
    const definition = known.define(node);
    if (definition.ok && meaningOf(definition.value.sql) === meaningOf(sql)) return node.id;
  }
  return undefined;
}

function sqlOf({ built }: PublishedRecord): string | undefined {
  try {
    const parts = JSON.parse(built?.parts ?? '{}') as { readonly sql?: unknown };
    return typeof parts.sql === 'string' ? parts.sql : undefined;
  } catch {
    return undefined;
  }
}
