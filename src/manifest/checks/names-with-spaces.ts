import { type Diagnostic, error, warning } from '../../base/index.ts';
import type { ManifestNode } from '../nodes.ts';

/** Nodes whose names have spaces, which dbt refuses unless a flag allows them. */
export function checkSpaces(nodes: Iterable<ManifestNode>, refused: boolean): Diagnostic[] {
  return [...nodes]
    .filter((node) => node.resource !== 'source' && node.resource !== 'unit_test' && node.name.includes(' '))
    .map((node) =>
      (refused ? error : warning)('A2214', `the name '${node.name}' has a space in it`, {
        location: node.locate(),
        hint: 'rename it, or set require_resource_names_without_spaces: false under flags: for now',
      }),
    );
}
