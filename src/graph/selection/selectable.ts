import type { NodeId } from '../../base/index.ts';

/** A node as selection sees it: what methods match on, whatever kind of resource it is. */
export interface Selectable {
  readonly id: NodeId;
  /** dbt's word: `model`, `seed`, `source`, `test`, `exposure`, `metric`, `unit_test`, … */
  readonly resource: string;
  readonly name: string;
  readonly package: string;
  readonly path: string;
  readonly patchPath?: string;
  readonly fqn: readonly string[];
  readonly tags: readonly string[];
  readonly dependsOn: { readonly nodes: readonly NodeId[] };
  /** dbt's spelling, defaults among it; undefined for resources that `config.` does not search. */
  readonly config?: () => Readonly<Record<string, unknown>>;
  readonly group?: string;
  /** Models only. */
  readonly access?: string;
  readonly version?: string | number;
  readonly latestVersion?: string | number;
  /** Sources only. */
  readonly sourceName?: string;
  /** Data tests only: `test_name` is the name of the generic test. */
  readonly test?: { readonly kind: 'generic'; readonly name: string } | { readonly kind: 'singular' };
}
