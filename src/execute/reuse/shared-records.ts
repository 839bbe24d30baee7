import { existsSync } from 'node:fs';
import type { EngineResult } from '../../adapter/index.ts';
import type { NodeId, RelationName } from '../../base/index.ts';
import { storedFingerprint } from '../../fingerprint/index.ts';
import { relationName } from '../../manifest/index.ts';
import { relationKey } from '../../publish/index.ts';
import {
  isStateCurrent,
  type PublishedRecord,
  publishedRecords,
  sealedMark,
  type TestedRecord,
  testedRecords,
} from '../../state/index.ts';
import { folderSignature } from './folder-signature.ts';
import type { GatherRequest } from './gather-request.ts';

/** What the target that is deferred to has built and tested. */
export interface SharedRecords {
  readonly published: ReadonlyMap<
    NodeId,
    { readonly record: PublishedRecord; readonly relation: RelationName }
  >;
  readonly tested: ReadonlyMap<NodeId, TestedRecord>;
}

export const nothingShared: SharedRecords = { published: new Map(), tested: new Map() };

/**
 * Reads what another target has. In a file of its own nothing counts unless nobody but Assay has written to it; in the
 * same file `altered` says what does not count.
 */
export async function sharedRecords(
  request: GatherRequest,
  own: ReadonlyMap<string, PublishedRecord>,
  altered: ReadonlySet<string>,
): Promise<EngineResult<SharedRecords>> {
  const { deferTo, session, adapter, manifest } = request;
  if (deferTo === undefined) return { ok: true, value: nothingShared };
  const { target, database } = deferTo;
  const state = database === undefined ? '_assay' : `${adapter.quote(database)}._assay`;
  let records = own;
  if (database !== undefined) {
    const current = await isStateCurrent(session, database);
    if (!current.ok) return current;
    if (current.value !== true) return { ok: true, value: nothingShared };
    const sealed = await sealedMark(session, state);
    if (!sealed.ok) return sealed;
    if (deferTo.mark === undefined || sealed.value !== deferTo.mark)
      return { ok: true, value: nothingShared };
    const found = await publishedRecords(session, state);
    if (!found.ok) return found;
    records = found.value;
  }
  const tested = await testedRecords(session, target.schemaPrefix + target.schema, state);
  if (!tested.ok) return tested;
  const published = new Map<NodeId, { record: PublishedRecord; relation: RelationName }>();
  for (const node of manifest.nodes.values()) {
    if ((node.resource !== 'model' && node.resource !== 'seed') || node.config.database !== undefined)
      continue;
    const named = relationName(target, node.config, node.name);
    // Both targets may build some relations at the same place.
    if (database === undefined && relationKey(named) === relationKey(node.relation)) continue;
    const record = records.get(adapter.relation(named));
    if (record?.node !== node.id || record.built === undefined || record.shows !== undefined) continue;
    if (database === undefined ? altered.has(record.relation) : !hasItsFiles(record)) continue;
    published.set(node.id, { record, relation: database === undefined ? named : { ...named, database } });
  }
  for (const id of [...published.keys()]) if (!isCurrent(id, published)) published.delete(id);
  return { ok: true, value: { published, tested: tested.value.passed } };
}

/** Of what is stored as Parquet: whether the files are those that were written. */
const hasItsFiles = ({ location, built }: PublishedRecord): boolean =>
  location === undefined || (existsSync(location) && folderSignature(location) === built?.contents);

/** Whether a view still shows what it was recorded with: what it reads may have been built anew without it. */
function isCurrent(id: NodeId, published: SharedRecords['published']): boolean {
  const built = published.get(id)?.record.built;
  const fingerprint = built && storedFingerprint(built.parts);
  if (fingerprint === undefined) return false;
  if (fingerprint.config.materialized !== '"view"') return true;
  return Object.entries(fingerprint.upstream).every(
    ([read, version]) =>
      read.startsWith('source.') ||
      (published.get(read)?.record.built?.version === version && isCurrent(read, published)),
  );
}
