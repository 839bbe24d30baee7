import type { Relation } from '../objects/relation.ts';

interface Place {
  readonly database: string | null;
  readonly schema: string | null;
}

const schemaKey = ({ database, schema }: Place): string => `${database ?? ''}.${schema ?? ''}`.toLowerCase();
const nameKey = (relation: Relation): string => (relation.fields.path.identifier ?? '').toLowerCase();

const noKeys: ReadonlySet<string> = new Set();

/** What is known of the relations in the warehouse, schema by schema, so that templates need not ask. */
export class RelationCache {
  readonly #schemas = new Map<string, Map<string, Relation>>();
  readonly #keys = new Map<string, Set<string>>();
  readonly #catalogs = new Map<string, string>();

  /** What kind of database each is: `duckdb`, `sqlite`, `ducklake`. */
  setCatalogs(catalogs: Iterable<readonly [database: string, type: string]>): void {
    for (const [database, type] of catalogs) this.#catalogs.set(database.toLowerCase(), type.toLowerCase());
  }

  isDuckDB(database: string): boolean {
    return (this.#catalogs.get(database.toLowerCase()) ?? 'duckdb') === 'duckdb';
  }

  /** A key that a table had when the run began: `primary_key`, `unique` or `foreign_key`. */
  addKey(database: string, schema: string, table: string, type: string): void {
    const key = `${database}.${schema}.${table}`.toLowerCase();
    const known = this.#keys.get(key);
    if (known === undefined) this.#keys.set(key, new Set([type]));
    else known.add(type);
  }

  keys(database: string, schema: string, table: string): ReadonlySet<string> {
    return this.#keys.get(`${database}.${schema}.${table}`.toLowerCase()) ?? noKeys;
  }

  knows(place: Place): boolean {
    return this.#schemas.has(schemaKey(place));
  }

  relations(place: Place): readonly Relation[] {
    return [...(this.#schemas.get(schemaKey(place))?.values() ?? [])];
  }

  /** The relation of that name, however it is spelled. */
  named(place: Place, identifier: string): readonly Relation[] {
    const found = this.#schemas.get(schemaKey(place))?.get(identifier.replace(/^"+|"+$/g, '').toLowerCase());
    return found === undefined ? [] : [found];
  }

  /** All relations of a schema, now that they were asked for. */
  fill(place: Place, relations: Iterable<Relation>): void {
    this.#schemas.set(schemaKey(place), new Map([...relations].map((each) => [nameKey(each), each])));
  }

  add(relation: Relation): void {
    const key = schemaKey(relation.fields.path);
    const known = this.#schemas.get(key) ?? new Map<string, Relation>();
    known.set(nameKey(relation), relation);
    this.#schemas.set(key, known);
  }

  drop(relation: Relation): void {
    this.#schemas.get(schemaKey(relation.fields.path))?.delete(nameKey(relation));
  }

  /** What was never heard of, such as a table of the materialization's own, is there by its new name from now on. */
  rename(from: Relation, to: Relation): void {
    const known = this.#schemas.get(schemaKey(from.fields.path))?.get(nameKey(from));
    this.drop(from);
    this.add(known === undefined ? to : known.with({ path: to.fields.path }));
  }

  dropSchema(place: Place): void {
    this.#schemas.delete(schemaKey(place));
  }
}

type Change = (cache: RelationCache) => void;

/** A cache as one rendering sees and changes it; what it changes counts once the rendering is over. */
export class CacheView {
  readonly #shared: RelationCache;
  readonly #changes: Change[] = [];
  /** The shared one as it was when first changed, with the changes up to `#applied`. */
  #own: RelationCache | undefined;
  #applied = 0;
  readonly #places = new Map<string, Place>();

  constructor(shared: RelationCache) {
    this.#shared = shared;
  }

  knows(place: Place): boolean {
    return this.#seen(place).knows(place);
  }

  relations(place: Place): readonly Relation[] {
    return this.#seen(place).relations(place);
  }

  named(place: Place, identifier: string): readonly Relation[] {
    return this.#seen(place).named(place, identifier);
  }

  get changed(): number {
    return this.#changes.length;
  }

  change(change: Change): void {
    this.#changes.push(change);
  }

  /** Takes the changes back that were made from there on. */
  forget(from: number): void {
    if (from === this.#changes.length) return;
    this.#changes.length = from;
    this.#own = undefined;
  }

  /** Makes the changes everybody's. */
  commit(): void {
    for (const change of this.#changes.splice(0)) change(this.#shared);
    this.#own = undefined;
  }

  /** Made anew when another schema is looked at, as changes may be of several. */
  #seen(place: Place): RelationCache {
    if (this.#changes.length === 0) return this.#shared;
    if (this.#own === undefined || !this.#places.has(schemaKey(place))) {
      this.#places.set(schemaKey(place), place);
      this.#own = new RelationCache();
      this.#applied = 0;
      for (const each of this.#places.values())
        if (this.#shared.knows(each)) this.#own.fill(each, this.#shared.relations(each));
    }
    for (; this.#applied < this.#changes.length; this.#applied++) this.#changes[this.#applied]!(this.#own);
    return this.#own;
  }
}
