import { existsSync } from 'node:fs';
import type { Adapter, EngineResult, Session } from '../../adapter/index.ts';
import type { RelationName } from '../../base/index.ts';
import type { PublishedRecord } from '../../state/index.ts';
import { folderSignature } from './folder-signature.ts';
import { namedRelation } from './named-relation.ts';

/** Relations of more rows are not looked at again when someone else has written to the database. */
export const smallEnough = 100_000;

/**
 * The published relations, by name and of whichever project and target, that may not be as Assay left them. If nobody else has written to the database
 * these are only those whose files are not what they were. Otherwise a small table is compared with what it
 * held, and everything else counts as altered.
 *
 * @param isOwn whether this run's project and target build it
 * @param isSealed whether nobody else has
 */
export async function alteredRelations(
  records: ReadonlyMap<string, PublishedRecord>,
  isOwn: (relation: string) => boolean,
  isSealed: boolean,
  {
    session,
    adapter,
    ownDatabase,
  }: { readonly session: Session; readonly adapter: Adapter; readonly ownDatabase?: string },
): Promise<EngineResult<ReadonlySet<string>>> {
  const altered = new Set<string>();
  const doubtful: (readonly [PublishedRecord, RelationName])[] = [];
  for (const record of records.values()) {
    const { relation, built, location } = record;
    const name = namedRelation(relation, adapter);
    const isAttached = name?.database !== undefined && name.database !== ownDatabase;
    if (built === undefined) continue;
    // Who builds into a database of its own looks at it each time.
    if (isAttached && !isOwn(relation)) continue;
    if (location !== undefined && !(existsSync(location) && folderSignature(location) === built.contents))
      altered.add(relation);
    else if (!isSealed || isAttached) {
      const isComparable = location === undefined && built.contents !== undefined;
      if (name !== undefined && isComparable) doubtful.push([record, name]);
      else altered.add(relation);
    }
  }
  if (doubtful.length === 0) return { ok: true, value: altered };
  const contents = await session.contents(
    doubtful.map(([, name]) => name),
    smallEnough,
  );
  if (!contents.ok) return contents;
  for (const [index, [{ relation, built }]] of doubtful.entries())
    if (contents.value[index] !== built!.contents) altered.add(relation);
  return { ok: true, value: altered };
}
