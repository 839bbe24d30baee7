import { type NodeId, sha256 } from '../base/index.ts';
import { type ReadSql, readSql } from './sql/index.ts';

/**
 * What a node is by itself, without the data that it reads. All of it but `macros`, `vars` and `env` decides whether the
 * node is still what it was; those three are in the SQL already, and tell what changed it.
 */
export interface Definition {
  /** The rendered SQL, relations as marks (`"⟨model.shop.orders⟩"`), ephemeral models in place. Empty for seeds. */
  readonly sql: string;
  /** Of an incremental model, the SQL with which it adds to its relation, where that is another. */
  readonly addingSql?: string;
  /** The configs that have an influence on the relation or the verdict, as JSON; rendered hooks among them. */
  readonly config: Readonly<Record<string, string>>;
  /** The hashes of the contents of the files that it reads: a seed's own, those of sources. By path, relative to the project. */
  readonly files: Readonly<Record<string, string>>;
  /** What the target has that changes results: settings, time zone, extensions; not its name, path, threads or memory. */
  readonly target: Readonly<Record<string, string>>;
  /** The engine and its version: another one may compute otherwise. */
  readonly engine: string;
  /** Assay's version: another one may build otherwise. */
  readonly assay: string;
  /** The macros that it uses, also through others, each with the hash of its source by meaning. */
  readonly macros: Readonly<Record<string, string>>;
  /** The vars that it reads, as JSON. */
  readonly vars: Readonly<Record<string, string>>;
  /** The environment variables that it reads, hashed. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Of a view, where what it reads is: it names that. Not in the hash, since in another target it is elsewhere, and shows
   * the same.
   */
  readonly places?: Readonly<Record<NodeId, string>>;
  /** The nodes whose relations it reads, through ephemeral models too. */
  readonly reads: readonly NodeId[];
  /** Why it cannot be proven that nothing has changed; empty where it can. */
  readonly unprovable: readonly Unprovable[];
}

/** What can be different the next time without anything having been changed that Assay sees. */
export type Unprovable =
  /** `now()`, `random()`. */
  | { readonly kind: 'volatile'; readonly call: string }
  /** A file, a table function or a relation that the SQL reads by itself, without `ref` or `source`. */
  | { readonly kind: 'elsewhere'; readonly what: 'file' | 'function' | 'relation'; readonly name: string }
  /** A source of remote files, or in a database other than the warehouse. */
  | { readonly kind: 'source'; readonly source: NodeId };

/** A definition and the versions of the data that it was built from. Stored with the data as JSON. */
export interface Fingerprint extends Definition {
  /** The version of each relation that was read. */
  readonly upstream: Readonly<Record<NodeId, string>>;
}

/** Equal hashes: the same is built, from the same. Cosmetic differences of the SQL do not count. */
export function hashOf(fingerprint: Fingerprint): string {
  const { config, files, target, engine, assay, upstream, unprovable } = fingerprint;
  const deciding = [
    meaningOf(fingerprint.sql),
    fingerprint.addingSql === undefined ? null : meaningOf(fingerprint.addingSql),
    sorted(config),
    sorted(files),
    sorted(target),
    engine,
    assay,
    sorted(upstream),
    unprovable.length,
  ];
  return sha256(JSON.stringify(deciding)).slice(0, 32);
}

const sorted = (record: Readonly<Record<string, string>>): (readonly [string, string])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** Kept, since every text is looked at more than once in a run. */
const seen = new Map<string, ReadSql>();

/** What there is to know of SQL in which relations are marks. */
export function readMarked(sql: string): ReadSql {
  let read = seen.get(sql);
  if (read === undefined) {
    read = readSql(sql);
    seen.set(sql, read);
  }
  return read;
}

export const meaningOf = (sql: string): string => readMarked(sql).meaning;
