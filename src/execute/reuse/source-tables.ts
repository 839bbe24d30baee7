import type { EngineResult } from '../../adapter/index.ts';
import type { NodeId } from '../../base/index.ts';
import type { SourceNode } from '../../manifest/index.ts';
import type { SourceTableRecord } from '../../state/index.ts';
import { smallEnough } from './altered-relations.ts';
import type { GatherRequest } from './gather-request.ts';
import { steadyIn } from './steady-views.ts';

export interface SourceTables {
  /** Of the sources that are tables of the warehouse itself. */
  readonly versions: ReadonlyMap<NodeId, SourceTableRecord>;
  /** Those of them that are not what was recorded, as they are recorded. */
  readonly fresh: ReadonlyMap<string, SourceTableRecord>;
  /** How all that were looked at are recorded. */
  readonly looked: readonly string[];
}

/**
 * The versions of the sources that are tables of the warehouse. They stay the same while nobody else writes to it;
 * after that, small tables are compared with what they held, and large ones count as changed.
 */
export async function sourceTables(
  records: ReadonlyMap<string, SourceTableRecord>,
  isSealed: boolean,
  { session, manifest, runId, adapter, ownDatabase, external }: GatherRequest,
): Promise<EngineResult<SourceTables>> {
  const versions = new Map<NodeId, SourceTableRecord>();
  const fresh = new Map<string, SourceTableRecord>();
  const sources: SourceNode[] = [];
  for (const node of manifest.nodes.values())
    if (node.resource === 'source' && node.from.kind === 'table' && external?.(node) === undefined) {
      const { database } = node.from.relation;
      if (database === undefined || database === ownDatabase) sources.push(node);
    }
  const recordedAs = (source: SourceNode) => `${source.id} ${adapter.relation(tableOf(source))}`;
  const looked = sources.map(recordedAs);
  if (sources.length === 0) return { ok: true, value: { versions, fresh, looked } };
  const doubtful: SourceNode[] = [];
  for (const source of sources) {
    const known = records.get(recordedAs(source));
    if (isSealed && known !== undefined) versions.set(source.id, known);
    else doubtful.push(source);
  }
  if (doubtful.length === 0) return { ok: true, value: { versions, fresh, looked } };
  const relations = await session.definedRelations();
  if (!relations.ok) return relations;
  const isSteady = steadyIn(relations.value);
  const contents = await session.contents(doubtful.map(tableOf), smallEnough);
  if (!contents.ok) return contents;
  for (const [index, source] of doubtful.entries()) {
    // What shows something else without anybody writing has no version.
    if (!isSteady(tableOf(source))) continue;
    const now = contents.value[index];
    const known = records.get(recordedAs(source));
    if (known !== undefined && now !== undefined && known.contents === now) {
      versions.set(source.id, known);
      continue;
    }
    const record = now === undefined ? { version: runId } : { version: now, contents: now };
    versions.set(source.id, record);
    fresh.set(recordedAs(source), record);
  }
  return { ok: true, value: { versions, fresh, looked } };
}

const tableOf = ({ from }: SourceNode) => (from as Extract<typeof from, { kind: 'table' }>).relation;
