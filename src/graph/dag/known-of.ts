import type { NodeId } from '../../base/index.ts';

/** Each once, of those that exist. */
export function knownOf(ids: readonly NodeId[], known: { has(id: NodeId): boolean }): readonly NodeId[] {
  const [first] = ids;
  if (first === undefined) return ids;
  if (ids.length === 1) return known.has(first) ? ids : [];
  return [...new Set(ids)].filter((id) => known.has(id));
}
