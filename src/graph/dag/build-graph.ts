import { fail, type NodeId, ok, type Result } from '../../base/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import { cycleError, findCycle } from './cycle.ts';
import { type Graph, graphOver } from './graph.ts';
import { rank } from './rank.ts';

/** Takes a manifest and gives the graph of its nodes, or the cycle that makes one impossible. */
export function buildGraph(manifest: Manifest): Result<Graph> {
  const members = [...manifest.nodes.values(), ...manifest.described.values()];
  const ranking = rank(members);
  const { unordered } = ranking;
  if (unordered.length > 0) {
    const member = (id: NodeId) => manifest.nodes.get(id) ?? manifest.described.get(id);
    const parents = (id: NodeId) => member(id)?.dependsOn.nodes ?? [];
    return fail(cycleError(findCycle(unordered, parents).map((id) => member(id)!)));
  }
  return ok(graphOver(members, ranking));
}

/** The graph of a manifest that is only to be written down: members of cycles come last. */
export function graphWithCycles(manifest: Manifest): Graph {
  const members = [...manifest.nodes.values(), ...manifest.described.values()];
  const { ranks, unordered } = rank(members);
  const all = new Map([...ranks.keys(), ...unordered].map((id, place) => [id, place]));
  return graphOver(members, { ranks: all });
}
