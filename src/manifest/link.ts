import {
  type Diagnostic,
  fail,
  type NodeId,
  ok,
  type Result,
  type Writable,
  warning,
} from '../base/index.ts';
import type { Project } from '../project/index.ts';
import { accessProblems } from './access.ts';
import type { Captured, RefCall } from './captured.ts';
import type { Draft } from './drafts/draft.ts';
import { Names } from './names.ts';
import type { RefArguments } from './node-parts.ts';
import type { ManifestNode, TestNode } from './nodes.ts';
import { placed } from './placed.ts';

export interface Linked {
  readonly nodes: ReadonlyMap<NodeId, ManifestNode>;
  readonly disabled: readonly ManifestNode[];
  readonly names: Names;
  readonly warnings: readonly Diagnostic[];
}

/** Turns names into edges, and sets the disabled nodes apart. */
export function link(drafts: readonly Draft<ManifestNode>[], project: Project): Result<Linked> {
  const disabled = drafts
    .filter(({ node }) => !node.config.enabled)
    .map(({ node, captured }): ManifestNode => {
      const off: Writable<ManifestNode> = { ...node };
      off.dependsOn = { nodes: node.dependsOn.nodes, macros: captured.macros };
      addAsked(off, captured);
      return off;
    });
  const enabled = drafts.filter(({ node }) => node.config.enabled);
  const names = new Names(
    enabled.map(({ node }) => node),
    disabled,
    { root: project.name, ownFirst: project.flags.requireRefSearchesNodePackageBeforeRoot },
  );
  const linking = new Linking(names, project);
  const nodes = new Map<NodeId, ManifestNode>();
  for (const draft of enabled) {
    const linked = linking.link(draft);
    if (linked.config.enabled) nodes.set(linked.id, linked);
    else disabled.push(linked);
  }
  const { diagnostics, warnings } = linking;
  if (diagnostics.length > 0) return fail(...diagnostics);
  return ok({ nodes, disabled, names, warnings });
}

/** Links one node after the other. */
export class Linking {
  readonly diagnostics: Diagnostic[] = [];
  readonly warnings: Diagnostic[] = [];
  readonly #names: Names;
  readonly #project: Project;

  constructor(names: Names, project: Project) {
    this.#names = names;
    this.#project = project;
  }

  /** Gives the node its edges; a test is off where it tests something that is. */
  link({ node, captured }: Draft<ManifestNode>): ManifestNode {
    const { refs, sources } = captured;
    const resolved = this.#names.resolve(refs, sources, node.package);
    // An argument of a test is a template without a file: its errors are where the test is declared.
    const problems = resolved.diagnostics.map((diagnostic) => placed(diagnostic, () => node.locate()));
    const off = node.resource === 'test' && problems.length > 0 && this.#isOff(problems, node);
    if (!off) this.diagnostics.push(...problems);
    if (problems.length === 0) {
      this.diagnostics.push(...accessProblems(node, refs, this.#names, this.#project));
      this.warnings.push(...this.#rootRead(node, refs));
    }
    const linked: Writable<ManifestNode> = off && node.resource === 'test' ? this.#switchedOff(node) : node;
    const { nodes } = node.dependsOn;
    linked.dependsOn = {
      nodes: resolved.nodes.length === 0 ? nodes : this.#ordered([...new Set([...nodes, ...resolved.nodes])]),
      macros: captured.macros,
    };
    addAsked(linked, captured);
    if (captured.foreignKeys !== undefined && linked.resource === 'model')
      linked.foreignKeys = this.#pointed(captured.foreignKeys, node.package);
    return linked;
  }

  /** A package that reads the root project by a bare name may well mean something else, and come to read itself. */
  #rootRead(node: ManifestNode, refs: readonly RefCall[]): Diagnostic[] {
    const { name: root, flags, policies } = this.#project;
    if (policies.capture !== 'rendered' || flags.requireRefSearchesNodePackageBeforeRoot) return [];
    if (node.package === root) return [];
    return refs
      .filter((ref) => ref.package !== root)
      .filter((ref) => this.#names.find({ ...ref, from: node.package }).node?.package === root)
      .map(({ name, locate }) =>
        warning('A2216', `${node.name} of the package '${node.package}' reads ${name} of ${root}`, {
          location: locate(),
          hint: 'with the flag require_ref_searches_node_package_before_root it would read its own first',
          event: 'PackageNodeDependsOnRootProjectNode',
        }),
      );
  }

  #switchedOff(node: TestNode): TestNode {
    const raw = { ...node.config.raw, enabled: false };
    const off = { ...node, config: { ...node.config, enabled: false, raw } };
    return this.#project.policies.capture === 'rendered' ? { ...off, off: true } : off;
  }

  #pointed(keys: NonNullable<Captured['foreignKeys']>, from: string): ReadonlyMap<string, NodeId> {
    return new Map(
      [...keys].flatMap(([to, { refs, sources }]) =>
        this.#names.resolve(refs, sources, from).nodes.map((id) => [to, id] as const),
      ),
    );
  }

  /** dbt names sources before everything else. */
  #ordered(ids: readonly NodeId[]): readonly NodeId[] {
    if (this.#project.policies.capture !== 'rendered') return ids;
    const isSource = (id: NodeId) => id.startsWith('source.');
    return [...ids.filter(isSource), ...ids.filter((id) => !isSource(id))];
  }

  /** As in dbt, a test over something disabled is off with it; there one over what does not exist is, too. */
  #isOff(problems: readonly Diagnostic[], node: ManifestNode): boolean {
    if (problems.every(({ code }) => code === 'A2016')) return true;
    if (this.#project.policies.capture !== 'rendered') return false;
    for (const { code, message, location, hint } of problems) {
      if (code === 'A2016') continue;
      this.warnings.push(
        warning('A2210', `${message}, so the test '${node.name}' is off`, {
          ...(location !== undefined && { location }),
          ...(hint !== undefined && { hint }),
        }),
      );
    }
    return problems.every(({ code }) => code !== 'A2201');
  }
}

function addAsked(node: Writable<ManifestNode>, { refs, sources, metrics }: Captured): void {
  node.refs = refs.length === 0 ? none : refs.map(refArguments);
  node.sources =
    sources.length === 0
      ? none
      : sources.map(({ source, table }): readonly [string, string] => [source, table]);
  if (metrics !== undefined) node.metrics = metrics;
}

const none: readonly never[] = [];

function refArguments({ name, package: from, version }: RefCall): RefArguments {
  if (from === undefined && version === undefined) return { name };
  return { name, ...(from !== undefined && { package: from }), ...(version !== undefined && { version }) };
}
