import { fail, ok } from '../../../base/index.ts';
import { globParts, matchesGlob } from '../path-glob.ts';
import type { Selectable } from '../selectable.ts';
import { type SelectorMethod, textOf, type Universe, valueError } from '../selector-method.ts';

/** `path:models/staging`, `path:models/*.sql`, `path:models/schema.yml`: files, their properties files, and folders. */
export const path: SelectorMethod = {
  name: 'path',
  compile(criterion, universe) {
    const glob = globParts(textOf(criterion));
    if (glob === undefined) {
      const hint = 'write it from the folder of the project, such as path:models/staging';
      return fail(valueError(criterion, `'${criterion.value}' is not a path inside the project`, hint));
    }
    const existing = foreign(universe) ? placesOf(universe) : undefined;
    const exists = (place: string) => existing === undefined || existing.has(place);
    return ok((node) => {
      const parts = node.path.split('/');
      for (let length = 0; length <= parts.length; length++) {
        const place = parts.slice(0, length);
        const kind = length === parts.length ? 'file' : 'folder';
        if (matchesGlob(glob, place, kind) && exists(place.join('/'))) return true;
      }
      const { patchPath } = node;
      return patchPath !== undefined && matchesGlob(glob, patchPath.split('/'), 'file') && exists(patchPath);
    });
  },
};

/** Paths of packages are relative to the package, but patterns match what exists in the root project, as in dbt. */
const foreign = (universe: Universe): boolean =>
  universe.nodes.some((node) => node.package !== universe.project);

const known = new WeakMap<readonly Selectable[], ReadonlySet<string>>();

/** The files of the root project's nodes, and all folders above them. */
function placesOf(universe: Universe): ReadonlySet<string> {
  const before = known.get(universe.nodes);
  if (before !== undefined) return before;
  const places = new Set<string>(['']);
  for (const node of universe.nodes) {
    if (node.package !== universe.project) continue;
    for (const file of [node.path, node.patchPath ?? '']) {
      for (let place = file; place !== '' && !places.has(place); place = folderOf(place)) places.add(place);
    }
  }
  known.set(universe.nodes, places);
  return places;
}

const folderOf = (place: string): string => place.slice(0, Math.max(0, place.lastIndexOf('/')));
