import { fail, ok, type Result } from '../../base/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import { cycleError, findCycle } from './cycle.ts';
import { type Graph, graphOver } from './graph.ts';
import { rank } from './rank.ts';

/** Takes a manifest and gives the graph of its nodes, or the cycle that makes one impossible. */
export function buildGraph(manifest: Manifest): Result<Graph> {
  const members = [...manifest.nodes.values()];
  const { ranks, unordered } = rank(members);
  if (unordered.length > 0) {
    const parents = (id: string) => manifest.nodes.get(id)?.dependsOn.nodes ?? [];
    return fail(cycleError(findCycle(unordered, parents).map((id) => manifest.nodes.get(id)!)));
  }
  return ok(graphOver(members, ranks));
}
