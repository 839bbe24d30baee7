import { fnmatcher, hasWildcard } from './fnmatch.ts';

/** A glob as its parts: names, patterns for names, and `**` for any number of folders. */
export interface Glob {
  readonly parts: readonly (string | RegExp)[];
  /** It ends in a slash or in `**`. */
  readonly foldersOnly: boolean;
}

/** Takes a path or glob relative to the project and gives its parts; undefined for none and for absolute ones. */
export function globParts(text: string): Glob | undefined {
  const normal = text.replaceAll('\\', '/');
  const parts = normal.split('/').filter((part) => part !== '' && part !== '.');
  if (normal.startsWith('/') || normal === '') return undefined;
  const matchers = parts.map((part) => (part !== '**' && hasWildcard(part) ? fnmatcher(part) : part));
  return { parts: matchers, foldersOnly: normal.endsWith('/') || parts.at(-1) === '**' };
}

/** Whether the glob is that file or folder; case counts. */
export function matchesGlob(glob: Glob, place: readonly string[], kind: 'file' | 'folder'): boolean {
  if (glob.foldersOnly && kind === 'file') return false;
  return matchesFrom(glob.parts, 0, place, 0);
}

function matchesFrom(
  parts: readonly (string | RegExp)[],
  partAt: number,
  place: readonly string[],
  placeAt: number,
): boolean {
  const part = parts[partAt];
  if (part === undefined) return placeAt === place.length;
  if (part === '**') {
    for (let from = placeAt; from <= place.length; from++) {
      if (matchesFrom(parts, partAt + 1, place, from)) return true;
    }
    return false;
  }
  const name = place[placeAt];
  if (name === undefined) return false;
  const matches = typeof part === 'string' ? name === part : part.test(name);
  return matches && matchesFrom(parts, partAt + 1, place, placeAt + 1);
}
