import { type Diagnostic, error, type Location, type NodeId } from '../../base/index.ts';
import type { DescribedResource, ManifestNode } from '../../manifest/index.ts';

/** Takes nodes that have no topological order and gives a shortest cycle among them: `a, b` for a → b → a. */
export function findCycle(
  unordered: readonly NodeId[],
  parents: (id: NodeId) => readonly NodeId[],
): readonly NodeId[] {
  const inside = new Set(unordered);
  let best: readonly NodeId[] = [];
  for (const start of [...unordered].sort()) {
    const path = shortestWayBack(start, (id) => parents(id).filter((parent) => inside.has(parent)));
    if (path !== undefined && (best.length === 0 || path.length < best.length)) best = path;
    if (best.length > 0 && best.length <= 2) break;
  }
  return best;
}

/** The nodes passed from `start` along its dependencies until it comes back to itself. */
function shortestWayBack(
  start: NodeId,
  parents: (id: NodeId) => readonly NodeId[],
): readonly NodeId[] | undefined {
  const from = new Map<NodeId, NodeId>();
  const queue: NodeId[] = [start];
  for (let next = 0; next < queue.length; next++) {
    const id = queue[next]!;
    for (const parent of parents(id)) {
      if (parent === start) {
        const path = [id];
        while (path[0] !== start) path.unshift(from.get(path[0]!)!);
        return path;
      }
      if (from.has(parent)) continue;
      from.set(parent, id);
      queue.push(parent);
    }
  }
  return undefined;
}

type Member = ManifestNode | DescribedResource;

/** The error for a cycle, which is given as the nodes in the order in which each refers to the next. */
export function cycleError(cycle: readonly Member[]): Diagnostic {
  const first = cycle[0]!;
  const path = [...cycle, first].map((node) => node.name).join(' → ');
  const second = cycle[1] ?? first;
  const alone = cycle.length === 1;
  return error(
    'A2101',
    alone ? `${first.name} reads itself` : `models read each other in a circle: ${path}`,
    {
      location: refLocation(first, second) ?? first.locate(),
      related: cycle.slice(1).map((node, index) => {
        const next = cycle[index + 2] ?? first;
        return {
          message: `${node.name} reads ${next.name}`,
          location: refLocation(node, next) ?? node.locate(),
        };
      }),
      hint: alone
        ? 'an incremental model reads its own table as {{ this }}'
        : 'take one of these references out, or move what both need into a model of its own',
    },
  );
}

/** Where the text of `node` says ref('…') of `target`, if it says so in plain words. */
function refLocation(node: Member, target: Member): Location | undefined {
  const template =
    node.resource === 'model'
      ? node.template
      : node.resource === 'test' && node.test.kind === 'singular'
        ? node.test.template
        : undefined;
  const call = template?.calls.find(({ name, args }) => name === 'ref' && args.includes(target.name));
  return call === undefined ? undefined : template!.source.location(call.start, call.end);
}
