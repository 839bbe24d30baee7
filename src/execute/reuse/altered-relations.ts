import { existsSync } from 'node:fs';
import type { EngineResult, Session } from '../../adapter/index.ts';
import type { RelationName } from '../../base/index.ts';
import type { PublishedRecord } from '../../state/index.ts';
import { folderSignature } from './folder-signature.ts';

/** Relations of more rows are not looked at again when someone else has written to the database. */
export const smallEnough = 100_000;

/**
 * The published relations, by name, that may not be as Assay left them. If nobody else has written to the database
 * these are only those whose files are not what they were. Otherwise a small table is compared with what it
 * held, and everything else counts as altered.
 *
 * @param isSealed whether nobody else has
 */
export async function alteredRelations(
  records: ReadonlyMap<string, PublishedRecord>,
  named: ReadonlyMap<string, RelationName>,
  isSealed: boolean,
  { session }: { readonly session: Session },
): Promise<EngineResult<ReadonlySet<string>>> {
  const altered = new Set<string>();
  const doubtful: PublishedRecord[] = [];
  for (const record of records.values()) {
    const { relation, built, location } = record;
    const isStoredElsewhere = named.get(relation)?.database !== undefined;
    if (built === undefined) continue;
    if (location !== undefined && !(existsSync(location) && folderSignature(location) === built.contents))
      altered.add(relation);
    else if (!isSealed || isStoredElsewhere) {
      const isComparable = named.has(relation) && location === undefined && built.contents !== undefined;
      if (isComparable) doubtful.push(record);
      else altered.add(relation);
    }
  }
  if (doubtful.length === 0) return { ok: true, value: altered };
  const contents = await session.contents(
    doubtful.map(({ relation }) => named.get(relation)!),
    smallEnough,
  );
  if (!contents.ok) return contents;
  for (const [index, { relation, built }] of doubtful.entries())
    if (contents.value[index] !== built!.contents) altered.add(relation);
  return { ok: true, value: altered };
}
