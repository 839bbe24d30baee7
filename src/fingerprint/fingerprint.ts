import { type NodeId, sha256 } from '../base/index.ts';
import { meaningOf } from './meaning-of.ts';
import { textMeaning } from './template-meaning.ts';

/**
 * What a node is by itself, without the data that it reads. All of it but `macros`, `vars` and `env` decides whether the
 * node is still what it was; those three are in the SQL already, and tell what changed it. Where templates ask the
 * database, rendering takes a run: then the templates decide, with these three.
 */
export interface Definition {
  /** Whether `sql` is what templates came to, or these themselves; absent: what they came to. */
  readonly decides?: 'template';
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
  /** Something that its template uses, and that is not the same in each run: `run_query`, `invocation_id`. */
  | { readonly kind: 'template'; readonly name: string }
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
    sqlMeaningOf(fingerprint),
    fingerprint.addingSql === undefined ? null : meaningOf(fingerprint.addingSql),
    sorted(config),
    sorted(files),
    sorted(target),
    engine,
    assay,
    sorted(upstream),
    unprovable.length,
    ...(fingerprint.decides === 'template'
      ? [sorted(fingerprint.macros), sorted(fingerprint.vars), sorted(fingerprint.env)]
      : []),
  ];
  return sha256(JSON.stringify(deciding)).slice(0, 32);
}

const sorted = (record: Readonly<Record<string, string>>): (readonly [string, string])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** What the SQL of a definition says, or its templates. */
export const sqlMeaningOf = ({ sql, decides }: Pick<Definition, 'sql' | 'decides'>): string =>
  decides === 'template' ? textMeaning(sql) : meaningOf(sql);
