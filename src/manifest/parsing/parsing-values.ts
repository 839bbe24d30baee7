import type { RelationName, SourceText } from '../../base/index.ts';
import type { ProjectPackage } from '../../project/index.ts';
import type { Value } from '../../template/index.ts';
import type { MacroLookup } from '../macro-lookup.ts';

/** A node as its template sees it while it is parsed, before its config is known. */
export interface NodeInParsing {
  readonly resource: string;
  readonly id: string;
  readonly name: string;
  readonly package: ProjectPackage;
  /** Relative to its package. */
  readonly path: string;
  readonly fqn: readonly string[];
  /** Of its template, as far as there is one. */
  readonly source: SourceText;
  /** In the target's database and schema, whatever its config says. */
  readonly relation: RelationName;
}

/**
 * What a template sees while it is parsed, where it is rendered as dbt does: `this`, `adapter`, `api`, `graph` and the
 * like. `ref`, `source`, `config`, `var`, `execute` and `adapter.dispatch` are the manifest's own and need not be among
 * them. `this` is also what `ref()` and `source()` give.
 */
export type ParsingValues = (node: NodeInParsing, macros: MacroLookup) => Names;

/** A map as far as names are looked up in one. */
export interface Names {
  get(name: string): Value | undefined;
  has(name: string): boolean;
  keys(): Iterable<string>;
}

/** The names of both, the first of which come before the others. */
export const layered = (first: Names, second: Names): Names => ({
  get: (name) => first.get(name) ?? second.get(name),
  has: (name) => first.has(name) || second.has(name),
  *keys() {
    yield* first.keys();
    yield* second.keys();
  },
});
