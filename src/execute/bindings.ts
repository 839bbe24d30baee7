import type { Adapter, RelationKind } from '../adapter/index.ts';
import type { Failed, NodeId, RelationName, Result } from '../base/index.ts';
import {
  type Binding,
  bind,
  type CompileSettings,
  compileTemplate,
  type Query,
  type RelationUse,
  type SqlText,
} from '../compile/index.ts';
import type { BuildableNode, ModelNode, SourceNode } from '../manifest/index.ts';

/** The version of a relation that is staged and not published yet. */
export interface StagedRelation {
  readonly relation: RelationName;
  readonly kind: RelationKind;
  /** How many rows it has, where known. */
  readonly rows: number | undefined;
}

/** Knows, at each moment of a run, which version of a relation is to be read. */
export class Bindings {
  readonly #adapter: Adapter;
  readonly #compile: CompileSettings;
  readonly #staged = new Map<NodeId, StagedRelation>();
  readonly #inlined = new Map<NodeId, Query>();
  readonly #expanded = new Set<NodeId>();

  constructor(adapter: Adapter, compile: CompileSettings) {
    this.#adapter = adapter;
    this.#compile = compile;
  }

  stage(node: NodeId, staged: StagedRelation): void {
    this.#staged.set(node, staged);
  }

  /** The staged version is gone: it was published or given up. */
  unstage(node: NodeId): void {
    this.#staged.delete(node);
  }

  /**
   * Puts the query of a model in the place of its relation, as if it were ephemeral: for a view that is not built while
   * what it reads is; and for a staged view that was not published, since what it reads may have been, and then
   * its staged name is gone. What is published goes by names all the same.
   */
  expand(node: NodeId): void {
    this.#expanded.add(node);
  }

  staged(node: NodeId): StagedRelation | undefined {
    return this.#staged.get(node);
  }

  /**
   * SQL that reads what this run has built, published or not; of `except` what is published. Fails if an
   * ephemeral model does not compile.
   */
  bindStaged(query: Query, except: ReadonlySet<NodeId> = none): SqlText | Failed {
    const staged = (node: NodeId) => (except.has(node) ? undefined : this.#staged.get(node)?.relation);
    return this.#bind(query, staged, this.#expanded);
  }

  /** SQL that reads published names only. */
  bindPublished(query: Query): SqlText | Failed {
    return this.#bind(query, () => undefined, none);
  }

  #bind(
    query: Query,
    staged: (node: NodeId) => RelationName | undefined,
    expanded: ReadonlySet<NodeId>,
  ): SqlText | Failed {
    let failure: Failed | undefined;
    const bound = bind(query, (use) => {
      const binding = this.#binding(use, staged, expanded);
      if (!('ok' in binding)) return binding;
      failure = binding;
      return { kind: 'relation', sql: '' };
    });
    return failure ?? bound;
  }

  #binding(
    use: RelationUse,
    staged: (node: NodeId) => RelationName | undefined,
    expanded: ReadonlySet<NodeId>,
  ): Binding | Failed {
    const node = this.#compile.manifest.nodes.get(use.node) as BuildableNode | SourceNode;
    if (node.resource === 'source') {
      const { from } = node;
      const sql =
        from.kind === 'table'
          ? this.#adapter.relation(from.relation)
          : this.#adapter.files(from.paths, from.format);
      return { kind: 'relation', sql };
    }
    const isInlined =
      node.resource === 'model' && (node.config.materialized === 'ephemeral' || expanded.has(node.id));
    if (isInlined && use.kind === 'ref') {
      const query = this.#queryOf(node);
      return query.ok
        ? { kind: 'query', name: this.#adapter.quote(`__dbt__cte__${node.name}`), query: query.value }
        : query;
    }
    const elsewhere = this.#compile.elsewhere?.get(use.node);
    const relation = (use.kind === 'ref' ? (staged(use.node) ?? elsewhere) : undefined) ?? node.relation;
    return { kind: 'relation', sql: this.#adapter.relation(relation) };
  }

  #queryOf(node: ModelNode): Result<Query> {
    const known = this.#inlined.get(node.id);
    if (known !== undefined) return { ok: true, value: known };
    const query = compileTemplate(node.template, node, this.#compile);
    if (query.ok) this.#inlined.set(node.id, query.value);
    return query;
  }
}

const none: ReadonlySet<NodeId> = new Set();
