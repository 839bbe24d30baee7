import { existsSync, lstatSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RelationName } from '../base/index.ts';

/**
 * The folders of a table stored as Parquet: one for each version, and `current`, a link to the published one, for
 * readers that come without the database. Switching the link is atomic, so they never see half a version.
 */
export class ParquetVersions {
  readonly #folder: string;

  constructor(parquetRoot: string, relation: RelationName) {
    const path = [relation.database, relation.schema, relation.identifier].filter(
      (part) => part !== undefined,
    );
    this.#folder = join(parquetRoot, ...path.map(folderName));
  }

  /** The folder for a new version. `at` is the time of the run in epoch milliseconds, so that names sort by age. */
  next(at: number): string {
    const taken = new Set(this.#names());
    let number = at;
    while (taken.has(`v${number}`)) number += 1;
    return join(this.#folder, `v${number}`);
  }

  /** The folder of the version that `current` shows. */
  current(): string | undefined {
    try {
      return join(this.#folder, readlinkSync(join(this.#folder, link)));
    } catch {
      return undefined;
    }
  }

  /** Whether the folder is one of this table's versions, and there. */
  has(directory: string): boolean {
    return dirname(directory) === this.#folder && existsSync(directory);
  }

  /** Points `current` at a version that the database has published, and removes all others. */
  publish(directory: string): void {
    const name = basename(directory);
    const fresh = join(this.#folder, `${link}.new`);
    rmSync(fresh, { force: true });
    symlinkSync(name, fresh, 'junction');
    renameSync(fresh, join(this.#folder, link));
    for (const other of this.#names()) if (other !== name) this.remove(join(this.#folder, other));
  }

  remove(directory: string): void {
    // What never came to be cannot be removed, and where a file stands in its way that would be an error.
    if (existsSync(directory)) rmSync(directory, { recursive: true, force: true });
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder).filter(
        (name) => /^v\d+$/.test(name) && lstatSync(join(this.#folder, name)).isDirectory(),
      );
    } catch {
      return [];
    }
  }
}

const link = 'current';

/** A name as a folder of its own: no name can lead out of the folder above. */
const folderName = (name: string): string =>
  name.replace(
    /[^\p{L}\p{N}_ -]/gu,
    (character) => `%${character.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}`,
  );
