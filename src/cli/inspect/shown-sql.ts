import type { ExistingRelation } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { type Diagnostic, error, fail, type NodeId, type Result } from '../../base/index.ts';
import type { CompileSettings, Query, SqlText } from '../../compile/index.ts';
import { Bindings } from '../../execute/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import { relationKey, stagedName } from '../../publish/index.ts';
import type { Notes } from '../notes.ts';
import { lookingSettings } from '../open/compile-settings.ts';
import type { Deferral } from '../open/defer.ts';
import { labelOf, type OpenProject } from '../open/open-project.ts';
import type { Shown, ShowOptions } from '../select/shown-nodes.ts';
import { bound, inlineQuery, nodeQuery } from './node-sql.ts';
import { bindWithheld } from './withheld.ts';

/** The SQL of what is shown, against what is in the warehouse. */
export class ShownSql {
  readonly #opened: OpenProject;
  readonly #existing: ReadonlyMap<string, ExistingRelation>;
  readonly #compile: CompileSettings;
  readonly #notes: Notes;

  constructor(
    opened: OpenProject,
    existing: readonly ExistingRelation[],
    options: ShowOptions,
    notes: Notes,
    { deferral, selected }: { readonly deferral?: Deferral; readonly selected: ReadonlySet<NodeId> },
  ) {
    this.#opened = opened;
    this.#existing = new Map(existing.map((relation) => [relationKey(relation), relation]));
    this.#notes = notes;
    const exists = (node: BuildableNode) => this.#existing.has(relationKey(node.relation));
    this.#compile = lookingSettings(opened, { options, deferral, selected, exists, emit: notes.emit });
  }

  of(shown: Shown): Result<SqlText> {
    const query =
      shown.kind === 'inline' ? inlineQuery(shown.text, this.#compile) : nodeQuery(shown.node, this.#compile);
    if (!query.ok) return query;
    if (shown.kind !== 'failures')
      return this.#bind(query.value, new Bindings(duckdb, this.#compile), new Set());
    const { bindings, nodes } = bindWithheld(shown.node, this.#existing, this.#compile, this.#opened);
    const read = shown.node.dependsOn.nodes.filter((id) => nodes.has(id)).map((id) => this.#label(id));
    if (read.length > 0) {
      const were = read.length === 1 ? 'was' : 'were';
      this.#notes.say(`${read.join(' and ')} ${were} built and not published: this is about what was built`);
    }
    return this.#bind(query.value, bindings, nodes);
  }

  #bind(query: Query, bindings: Bindings, withheld: ReadonlySet<NodeId>): Result<SqlText> {
    const missing = new Map<NodeId, BuildableNode>();
    this.#collectMissing(
      query.symbols.uses.filter(({ kind }) => kind === 'ref').map(({ node }) => node),
      withheld,
      missing,
    );
    if (missing.size > 0) return fail(this.#notBuilt([...missing.values()]));
    return bound({ ok: true, value: query }, bindings);
  }

  /** The relations that would be read and are not there, looking through models that are no relations. */
  #collectMissing(
    ids: readonly NodeId[],
    withheld: ReadonlySet<NodeId>,
    missing: Map<NodeId, BuildableNode>,
  ): void {
    for (const id of ids) {
      const node = this.#opened.manifest.nodes.get(id);
      if (node?.resource !== 'model' && node?.resource !== 'seed') continue;
      const ephemeral = node.resource === 'model' && node.config.materialized === 'ephemeral';
      if (ephemeral) this.#collectMissing(node.dependsOn.nodes, withheld, missing);
      else if (
        !withheld.has(id) &&
        !this.#existing.has(relationKey(node.relation)) &&
        this.#compile.elsewhere?.has(id) !== true
      )
        missing.set(id, node);
    }
  }

  #notBuilt(nodes: readonly BuildableNode[]): Diagnostic {
    const labels = nodes.map((node) => labelOf(node));
    const withheld = nodes.filter((node) => this.#existing.has(relationKey(stagedName(node.relation))));
    const { target } = this.#opened.project;
    const are = labels.length === 1 ? 'is' : 'are';
    const message =
      withheld.length === nodes.length
        ? `${labels.join(', ')} ${are} not published: what was built last failed its tests`
        : `${labels.join(', ')} ${are} not built in the target ${target.name}`;
    const hint =
      target.path === ':memory:'
        ? 'the target is in memory, so nothing stays of a build: give it a path in project.yml'
        : `${withheld.length === nodes.length ? 'see why' : 'build first'}: assay build --select ${labels.join(' ')}`;
    return error('A2050', message, { hint });
  }

  #label(id: NodeId): string {
    return labelOf(this.#opened.manifest.nodes.get(id)!);
  }
}
