import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, error } from '../../base/index.ts';
import { unreadable } from './read-text.ts';

export interface ListedFile {
  /** Relative to the project. */
  readonly path: string;
  /** Relative to the folder that was listed. */
  readonly inside: string;
}

export interface Listing {
  readonly files: readonly ListedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ListOptions {
  /** Whether folders that start with a dot, and node_modules, are looked at. */
  readonly hiddenFolders?: boolean;
}

/** Every file below a folder of the project, following links; hidden files and node_modules are not looked at. */
export function listFiles(
  root: string,
  folder: string,
  { hiddenFolders = false }: ListOptions = {},
): Listing {
  const files: ListedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const walk = (inside: string, above: readonly string[]): void => {
    const path = inside === '' ? folder : `${folder}/${inside}`;
    const absolute = join(root, path);
    let entries: Dirent[];
    try {
      entries = readdirSync(absolute, { withFileTypes: true });
    } catch (thrown) {
      diagnostics.push(unreadable(path, thrown));
      return;
    }
    for (const entry of entries) {
      const hidden = entry.name.startsWith('.') || entry.name === 'node_modules';
      if (hidden && !(hiddenFolders && !entry.isFile())) continue;
      const below = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isFile()) files.push({ path: `${path}/${entry.name}`, inside: below });
      else if (entry.isDirectory()) walk(below, above);
      else if (entry.isSymbolicLink()) follow(below, `${path}/${entry.name}`, above);
    }
  };
  const follow = (inside: string, path: string, above: readonly string[]): void => {
    try {
      const absolute = join(root, path);
      const stats = statSync(absolute);
      if (stats.isFile()) files.push({ path, inside });
      if (!stats.isDirectory()) return;
      const real = realpathSync(absolute);
      if (above.includes(real) || `${realpathSync(join(root, folder))}/`.startsWith(`${real}/`)) {
        diagnostics.push(
          error('A1005', `'${path}' is a link to a folder that contains it`, { location: { file: path } }),
        );
        return;
      }
      walk(inside, [...above, real]);
    } catch (thrown) {
      diagnostics.push(unreadable(path, thrown));
    }
  };
  walk('', []);
  return { files, diagnostics };
}
