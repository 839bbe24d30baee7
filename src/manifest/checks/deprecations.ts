import { type Diagnostic, warning } from '../../base/index.ts';
import type { ManifestNode, ModelNode } from '../nodes.ts';

/** Models past their date, and those that read a model with one. */
export function checkDeprecations(nodes: ReadonlyMap<string, ManifestNode>, now: number): Diagnostic[] {
  const dated = new Map<string, { readonly node: ModelNode; readonly isPast: boolean }>();
  for (const node of nodes.values()) {
    if (node.resource !== 'model' || node.deprecationDate === undefined) continue;
    const time = Date.parse(node.deprecationDate);
    dated.set(node.id, { node, isPast: !Number.isNaN(time) && time < now });
  }
  if (dated.size === 0) return [];
  const past = [...dated.values()]
    .filter(({ isPast }) => isPast)
    .map(({ node }) =>
      warning('A2211', `${nameOf(node)} was to be removed on ${node.deprecationDate}`, {
        location: node.locate(),
      }),
    );
  const readers = [...nodes.values()].flatMap((node) => {
    if (node.resource !== 'model') return [];
    return node.dependsOn.nodes.flatMap((id) => {
      const read = dated.get(id);
      if (read === undefined) return [];
      const when = read.isPast ? 'was to be' : 'will be';
      return [
        warning(
          read.isPast ? 'A2212' : 'A2213',
          `${node.name} reads ${nameOf(read.node)}, which ${when} removed on ${read.node.deprecationDate}`,
          { location: node.locate() },
        ),
      ];
    });
  });
  return [...past, ...readers];
}

const nameOf = ({ name, version }: ModelNode): string =>
  version === undefined ? name : `${name}.v${version}`;
