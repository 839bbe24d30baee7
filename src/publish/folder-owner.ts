import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Whose versions a folder holds. Files cannot tell which database reads them, so the one that writes them says so in a
 * small file beside them.
 */
export interface FolderOwner {
  /** The database's file, relative to the folder, so that a project can be moved; or `:memory:`, or an address. */
  readonly database: string;
  /** When Assay's records in it were begun, by which one file is told from another in its place. */
  readonly made: string;
  /** The number of the first version that it wrote; older ones are somebody else's. */
  readonly since: number;
}

const file = (folder: string): string => join(folder, 'warehouse.json');

/** Undefined where nobody has said, `damaged` where that cannot be read. */
export function readOwner(folder: string): FolderOwner | 'damaged' | undefined {
  let text: string;
  try {
    text = readFileSync(file(folder), 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { database, made, since } = JSON.parse(text) as Partial<FolderOwner>;
    if (typeof database === 'string' && typeof made === 'string' && typeof since === 'number')
      return { database, made, since };
  } catch {
    // It was not written to its end.
  }
  return 'damaged';
}

/** Gives false where another process was the first to say whose the folder is. */
export function writeOwner(folder: string, owner: FolderOwner, inPlaceOf: 'nothing' | 'another'): boolean {
  const text = `${JSON.stringify(owner)}\n`;
  if (inPlaceOf === 'nothing') {
    try {
      writeFileSync(file(folder), text, { flag: 'wx' });
      return true;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw thrown;
    }
  }
  const fresh = `${file(folder)}.new`;
  writeFileSync(fresh, text);
  renameSync(fresh, file(folder));
  return true;
}

/** The folder is nobody's any more. */
export const disown = (folder: string): void => rmSync(file(folder), { force: true });

const isMemory = (database: string): boolean => database.startsWith(':memory:');

/** `md:…`, `s3://…`; drives of Windows have one letter. */
const isElsewhere = (database: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(database);

/** How a folder names a database. */
export function databaseFrom(folder: string, path: string): string {
  if (isMemory(path) || isElsewhere(path)) return path;
  return relative(real(folder), real(path)).split(sep).join('/');
}

/** The path of a database that a folder names. */
export const databaseAt = (folder: string, database: string): string =>
  isMemory(database) || isElsewhere(database) || isAbsolute(database)
    ? database
    : resolve(real(folder), database);

/** Whether a database may still be there. One in memory went with its process. */
export const mayBeThere = (database: string): boolean =>
  !isMemory(database) && (isElsewhere(database) || existsSync(database));

/** A path without links in it, of which the end need not be there. */
function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(real(above), basename(path));
  }
}
