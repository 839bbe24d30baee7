import { lstatSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { RelationName } from '../base/index.ts';

/**
 * The folders of a table stored as Parquet: one for each version, and `current`, a link to the published one, for
 * readers that come without the database. Switching the link is atomic, so they never see half a version.
 */
export class ParquetVersions {
  readonly #folder: string;

  constructor(parquetRoot: string, relation: RelationName) {
    this.#folder = join(parquetRoot, relation.schema, relation.identifier);
  }

  /** The folder for a new version. `at` is the time of the run in epoch milliseconds, so that names sort by age. */
  next(at: number): string {
    const taken = new Set(this.#names());
    let number = at;
    while (taken.has(`v${number}`)) number += 1;
    return join(this.#folder, `v${number}`);
  }

  /** The folder of the published version. */
  current(): string | undefined {
    try {
      return join(this.#folder, readlinkSync(join(this.#folder, link)));
    } catch {
      return undefined;
    }
  }

  /** Points `current` at a version that the database has published, and removes all others. */
  publish(directory: string): void {
    const name = directory.slice(this.#folder.length + 1);
    const fresh = join(this.#folder, `${link}.new`);
    rmSync(fresh, { force: true });
    symlinkSync(name, fresh, 'junction');
    renameSync(fresh, join(this.#folder, link));
    for (const other of this.#names()) if (other !== name) this.remove(join(this.#folder, other));
  }

  remove(directory: string): void {
    rmSync(directory, { recursive: true, force: true });
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
