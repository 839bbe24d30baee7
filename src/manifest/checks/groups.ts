import { type Diagnostic, didYouMean, error } from '../../base/index.ts';
import type { DescribedResource, Group } from '../described-resources.ts';
import type { ManifestNode } from '../nodes.ts';

/** Nodes whose group nobody declares. */
export function checkGroups(
  nodes: Iterable<ManifestNode | DescribedResource>,
  groups: Iterable<Group>,
): Diagnostic[] {
  const names = new Set([...groups].map(({ name }) => name));
  return [...nodes].flatMap((node) => {
    // A test has that of what it is on, which says so itself.
    const group = 'group' in node && node.resource !== 'test' ? node.group : undefined;
    if (group === undefined || names.has(group)) return [];
    return [
      error('A2309', `there is no group '${group}', which ${node.name} is in`, {
        location: node.locate(),
        hint: didYouMean(group, names) ?? "declare it under 'groups:' in a properties file, with an owner",
      }),
    ];
  });
}
