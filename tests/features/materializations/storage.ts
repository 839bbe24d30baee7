import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Column, RelationKind, Session } from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import type { MaterializationInput, ParquetStorage } from '../../../src/publish/index.ts';
import { ParquetVersions } from '../../../src/publish/index.ts';
import { built, input } from './inputs.ts';

/** The table `main.orders` in a database of its own, built run by run as the execute room would. */
export class Storage {
  readonly session: Session;
  readonly folder: string;
  readonly #versions: ParquetVersions;
  #existing: RelationKind | undefined;
  #at = 1;

  constructor(session: Session, folder: string) {
    this.session = session;
    this.folder = folder;
    this.#versions = new ParquetVersions({ parquetRoot: folder, path: ':memory:' }, relation);
  }

  /** Stages the query; gives what tests would see, then promotes it and gives what readers see. */
  async run(name: string, query: string, parts: Config = {}): Promise<Versions> {
    const { partitionBy, ...config } = parts;
    const parquet = partitionBy === undefined ? undefined : this.#next(partitionBy);
    const made = built(
      name,
      input({
        relation,
        staged: { schema: 'main', identifier: 'orders__staged' },
        query,
        publishedQuery: query,
        columns: await this.#columns(query),
        ...(this.#existing !== undefined && {
          existing: { kind: this.#existing, columns: await this.#columns('from orders') },
        }),
        ...(parquet && { parquet }),
        ...config,
      }),
    );
    for (const statement of made.stage) value(await this.session.execute(statement));
    const staged = await this.rows(`from ${duckdb.relation(made.staged.relation)}`);
    value(await this.session.atomically(made.promote));
    if (parquet !== undefined) this.#versions.publish(parquet.directory);
    this.#existing = parquet !== undefined || name === 'view' ? 'view' : 'table';
    return { staged, published: await this.rows('from orders') };
  }

  async rows(query: string): Promise<string[]> {
    return value(await this.session.query(query))
      .rows.map((row) => row.join(' '))
      .sort();
  }

  /** The Parquet files of the version that readers see, below its folder, with what tells them apart. */
  files(): Map<string, number> {
    const current = this.#versions.current()!;
    const names = readdirSync(current, { recursive: true, encoding: 'utf8' });
    return new Map(
      names
        .filter((name) => name.endsWith('.parquet'))
        .map((name) => [name.replaceAll('\\', '/'), statSync(join(current, name)).ino]),
    );
  }

  async #columns(query: string): Promise<readonly Column[]> {
    return value(await this.session.describe(query));
  }

  #next(partitionBy: readonly string[]): ParquetStorage {
    const previous = this.#versions.current();
    this.#at += 1;
    const claim = this.#versions.claim('', this.#at);
    if ('ownedBy' in claim) throw new Error(`the folder is that of ${claim.ownedBy}`);
    return {
      directory: claim.directory,
      partitionBy,
      ...(previous !== undefined && { previous }),
    };
  }
}

const relation = { schema: 'main', identifier: 'orders' };

type Config = Partial<MaterializationInput> & { readonly partitionBy?: readonly string[] };

export interface Versions {
  readonly staged: readonly string[];
  readonly published: readonly string[];
}

function value<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export async function storage(): Promise<Storage> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-storage-'));
  const opened = value(
    await duckdb.open({
      name: 'dev',
      type: 'duckdb',
      path: ':memory:',
      schema: 'main',
      schemaPrefix: '',
      threads: 1,
      extensions: [],
      settings: {},
      attach: [],
      secrets: [],
      parquetRoot: folder,
    }),
  );
  onTestFinished(async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return new Storage(await opened.session(), folder);
}
