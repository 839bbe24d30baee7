import type { RelationName } from '../../base/index.ts';
import type { ProjectPackage } from '../../project/index.ts';
import type { Value } from '../../template/index.ts';
import type { Scope } from '../scope.ts';

/** A node as its template sees it while it is parsed, before its config is known. */
export interface NodeInParsing {
  readonly resource: string;
  readonly id: string;
  readonly name: string;
  readonly package: ProjectPackage;
  /** Relative to its package. */
  readonly path: string;
  readonly fqn: readonly string[];
  /** Of its template. */
  readonly text: string;
  /** In the target's database and schema, whatever its config says. */
  readonly relation: RelationName;
}

/**
 * What a template sees while it is parsed, where it is rendered as dbt does: `this`, `adapter`, `api`, `graph` and the
 * like. `ref`, `source`, `config`, `var`, `execute` and `adapter.dispatch` are the manifest's own and need not be among
 * them. `this` is also what `ref()` and `source()` give.
 *
 * @param scope everything that the template sees, macros too, for functions that call or search it
 */
export type ParsingValues = (node: NodeInParsing, scope: () => Scope) => ReadonlyMap<string, Value>;
