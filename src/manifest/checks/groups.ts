import { type Diagnostic, didYouMean, error, type Location } from '../../base/index.ts';
import type { DescribedResource, Group } from '../described-resources.ts';
import type { ManifestNode } from '../nodes.ts';
import type { WrittenEntries, WrittenEntry } from '../written-entries.ts';

/** Nodes whose group nobody declares. */
export function checkGroups(
  nodes: Iterable<ManifestNode | DescribedResource>,
  groups: Iterable<Group>,
  entries: WrittenEntries,
): Diagnostic[] {
  const names = new Set([...groups].map(({ name }) => name));
  return [...nodes].flatMap((node) => {
    // A test has that of what it is on, which says so itself.
    const group = 'group' in node && node.resource !== 'test' ? node.group : undefined;
    if (group === undefined || names.has(group)) return [];
    return [
      error('A2309', `there is no group '${group}', which ${node.name} is in`, {
        location: placeOf(group, entries.get(node.id)) ?? node.locate(),
        hint: didYouMean(group, names) ?? "declare it under 'groups:' in a properties file, with an owner",
      }),
    ];
  });
}

const placeOf = (group: string, entry: WrittenEntry | undefined): Location | undefined =>
  entry?.config.find(({ key, value }) => key === 'group' && value === group)?.locate();
