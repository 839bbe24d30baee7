import type { NodeId } from '../base/index.ts';
import type { Manifest } from '../manifest/index.ts';

/** Where the relations of nodes are, or their files. */
export function placesOf(reads: Iterable<NodeId>, { nodes }: Manifest): Record<NodeId, string> {
  const places: Record<NodeId, string> = {};
  for (const id of reads) {
    const node = nodes.get(id);
    if (node?.resource === 'source' && node.from.kind === 'files') places[id] = node.from.paths.join(', ');
    else if (node !== undefined && 'relation' in node) {
      const { database, schema, identifier } = node.relation;
      places[id] = [...(database === undefined ? [] : [database]), schema, identifier].join('.');
    }
  }
  return places;
}
