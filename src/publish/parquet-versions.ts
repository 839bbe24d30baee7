import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RelationName } from '../base/index.ts';
import {
  databaseAt,
  databaseFrom,
  disown,
  type FolderOwner,
  mayBeThere,
  readOwner,
  writeOwner,
} from './folder-owner.ts';

/** Where a new version goes, or the path of the database whose versions the folder holds. */
export type Claim =
  | {
      readonly directory: string;
      /** How many versions were found that this database may not have written; they stay. */
      readonly strangers: number;
    }
  | { readonly ownedBy: string };

/**
 * The folders of a table stored as Parquet: one for each version, and `current`, a link to the published one, for
 * readers that come without the database. Switching the link is atomic, so they never see half a version.
 *
 * A folder has one database whose versions it holds (`folder-owner.ts`), and only what that has written is ever removed.
 */
export class ParquetVersions {
  readonly folder: string;
  readonly #path: string;

  constructor(warehouse: { readonly parquetRoot: string; readonly path: string }, relation: RelationName) {
    const path = [relation.database, relation.schema, relation.identifier].filter(
      (part) => part !== undefined,
    );
    this.folder = join(warehouse.parquetRoot, ...path.map(folderName));
    this.#path = warehouse.path;
  }

  /**
   * Makes the folder this database's, unless it is that of another that is still there.
   *
   * @param made tells the database from another at the same path
   * @param at the time of the run in epoch milliseconds, so that names sort by age
   */
  claim(made: string, at: number): Claim {
    const owner = readOwner(this.folder);
    const database = databaseFrom(this.folder, this.#path);
    if (typeof owner === 'object') {
      if (owner.database === database && owner.made === made)
        return { directory: this.#next(Math.max(at, owner.since)), strangers: 0 };
      const path = databaseAt(this.folder, owner.database);
      if (owner.database !== database && mayBeThere(path)) return { ownedBy: path };
    }
    // A clock may have gone back: what is there is older by its number too.
    const since = Math.max(at, ...this.#names().map((name) => numberOf(name) + 1));
    const directory = this.#next(since);
    try {
      mkdirSync(this.folder, { recursive: true });
      if (!writeOwner(this.folder, { database, made, since }, owner === undefined ? 'nothing' : 'another'))
        return this.claim(made, at);
    } catch {
      // Where nothing can be written, writing the version says so.
    }
    return { directory, strangers: this.#names().length };
  }

  /** The folder of the version that `current` shows. */
  current(): string | undefined {
    try {
      return join(this.folder, readlinkSync(join(this.folder, link)));
    } catch {
      return undefined;
    }
  }

  /** Whether the folder is one of this table's versions, and there. */
  has(directory: string): boolean {
    return dirname(directory) === this.folder && existsSync(directory);
  }

  /** Points `current` at a version that the database has published, and removes all others that it wrote. */
  publish(directory: string): void {
    const owner = this.#own();
    if (owner === undefined) return;
    const name = basename(directory);
    const fresh = join(this.folder, `${link}.new`);
    rmSync(fresh, { force: true });
    symlinkSync(name, fresh, 'junction');
    renameSync(fresh, join(this.folder, link));
    for (const other of this.#names(owner.since)) if (other !== name) this.remove(join(this.folder, other));
  }

  /** Removes a version. A folder that this leaves without any is given back. */
  remove(directory: string): void {
    // What never came to be cannot be removed, and where a file stands in its way that would be an error.
    if (existsSync(directory)) rmSync(directory, { recursive: true, force: true });
    this.#giveBack();
  }

  /** Removes all that the database has written. Gives false if anything that it may not have written is left. */
  removeAll(made: string): boolean {
    const owner = this.#own();
    if (owner === undefined || owner.made !== made) return !existsSync(this.folder);
    for (const name of this.#names(owner.since)) this.remove(join(this.folder, name));
    this.#giveBack();
    if (this.#names().length === 0) return true;
    const shown = this.current();
    if (shown !== undefined && !existsSync(shown)) rmSync(join(this.folder, link));
    return false;
  }

  #giveBack(): void {
    if (this.#names().length > 0 || this.#own() === undefined) return;
    rmSync(join(this.folder, link), { force: true });
    disown(this.folder);
    if (readdirSync(this.folder).length === 0) rmdirSync(this.folder);
  }

  #own(): FolderOwner | undefined {
    const owner = readOwner(this.folder);
    return typeof owner === 'object' && owner.database === databaseFrom(this.folder, this.#path)
      ? owner
      : undefined;
  }

  #next(from: number): string {
    const taken = new Set(this.#names());
    let number = from;
    while (taken.has(`v${number}`)) number += 1;
    return join(this.folder, `v${number}`);
  }

  #names(since = 0): string[] {
    try {
      return readdirSync(this.folder).filter(
        (name) =>
          /^v\d+$/.test(name) && numberOf(name) >= since && lstatSync(join(this.folder, name)).isDirectory(),
      );
    } catch {
      return [];
    }
  }
}

const link = 'current';

const numberOf = (version: string): number => Number(version.slice(1));

/** A name as a folder of its own: no name can lead out of the folder above. */
const folderName = (name: string): string =>
  name.replace(
    /[^\p{L}\p{N}_ -]/gu,
    (character) => `%${character.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}`,
  );
