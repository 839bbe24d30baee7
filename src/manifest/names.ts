import type { Diagnostic, DiagnosticParts, NodeId } from '../base/index.ts';
import type { CallPlace, RefCall, SourceCall } from './captured.ts';
import type { Named, RefQuery } from './named.ts';
import type { Version } from './node-parts.ts';
import type { ManifestNode, ReferableNode, SourceNode } from './nodes.ts';
import { UnknownNames } from './unknown-names.ts';

export interface NameRules {
  /** The name of the root project. */
  readonly root: string;
  /** Whether a name in a package means the package's own node before the root project's. */
  readonly ownFirst?: boolean;
}

type Shelf<Node> = Map<string, Map<string, Node>>;

/** What `ref()` and `source()` can name. */
export class Names {
  readonly #refs: Shelf<ReferableNode> = new Map();
  readonly #sources: Shelf<SourceNode> = new Map();
  readonly #disabled: Shelf<ManifestNode> = new Map();
  readonly #rules: NameRules;
  readonly #unknown: UnknownNames;

  constructor(
    nodes: Iterable<ManifestNode>,
    disabled: Iterable<ManifestNode>,
    rules: NameRules = { root: '' },
  ) {
    this.#rules = rules;
    for (const node of nodes) {
      if (node.resource === 'source') put(this.#sources, `${node.sourceName}.${node.name}`, node);
      else if (node.resource === 'model' || node.resource === 'seed' || node.resource === 'snapshot')
        this.#addRef(node);
    }
    for (const node of disabled) {
      if (node.resource === 'source') put(this.#disabled, `${node.sourceName}.${node.name}`, node);
      else put(this.#disabled, versioned(node.name, versionOf(node)), node);
    }
    this.#unknown = new UnknownNames(this.#refs, this.#sources);
  }

  ref(name: string, packageName?: string, version?: Version, from?: string): ReferableNode | undefined {
    return this.find({ name, package: packageName, version, from }).node;
  }

  source(source: string, table: string, from?: string): SourceNode | undefined {
    return this.findSource(source, table, from).node;
  }

  /** What the arguments of a `ref()` mean. A name that several packages have is the reader's own or the root's, or none. */
  find({ name, package: packageName, version, from }: RefQuery): Named<ReferableNode> {
    return this.#search(this.#refs, versioned(name, version), this.#places(packageName, from), true);
  }

  findSource(source: string, table: string, from?: string): Named<SourceNode> {
    return this.#search(this.#sources, `${source}.${table}`, this.#places(undefined, from), false);
  }

  /** The nodes that the calls name, or what is wrong with them. */
  resolve(
    refs: readonly RefCall[],
    sources: readonly SourceCall[],
    from?: string,
  ): { nodes: NodeId[]; diagnostics: Diagnostic[] } {
    if (refs.length === 0 && sources.length === 0) return { nodes: [], diagnostics: [] };
    const nodes = new Set<NodeId>();
    const diagnostics = new Map<string, Diagnostic>();
    for (const call of refs) {
      const { name, package: owner, version } = call;
      const named = this.find({ name, package: owner, version, from });
      if (named.node !== undefined) nodes.add(named.node.id);
      else if (!diagnostics.has(call.name))
        diagnostics.set(call.name, this.#unknown.ref({ ...call, from }, named, placeOf(call)));
    }
    for (const call of sources) {
      const named = this.findSource(call.source, call.table, from);
      const name = `${call.source}.${call.table}`;
      if (named.node !== undefined) nodes.add(named.node.id);
      else if (!diagnostics.has(name))
        diagnostics.set(name, this.#unknown.source(call.source, call.table, named, placeOf(call)));
    }
    return { nodes: [...nodes], diagnostics: [...diagnostics.values()] };
  }

  /** Why a name means nothing. */
  unknownRef(name: string, place: DiagnosticParts = {}, packageName?: string, version?: Version): Diagnostic {
    const query = { name, package: packageName, version };
    return this.#unknown.ref(query, this.find(query), place);
  }

  unknownSource(source: string, table: string, place: DiagnosticParts = {}): Diagnostic {
    return this.#unknown.source(source, table, this.findSource(source, table), place);
  }

  #addRef(node: ReferableNode): void {
    const version = versionOf(node);
    if (version !== undefined) put(this.#refs, versioned(node.name, version), node);
    if (
      version === undefined ||
      (node.resource === 'model' && String(node.latestVersion) === String(version))
    )
      put(this.#refs, node.name, node);
  }

  /** The packages in which a name is looked for; undefined stands for all of them. */
  #places(packageName: string | undefined, from: string | undefined): readonly (string | undefined)[] {
    const { root, ownFirst } = this.#rules;
    if (packageName !== undefined) return [packageName];
    if (from === undefined || from === root) return [root, undefined];
    return ownFirst === true ? [from, root, undefined] : [root, from, undefined];
  }

  #search<Node extends ManifestNode>(
    shelf: Shelf<Node>,
    key: string,
    places: readonly (string | undefined)[],
    exact: boolean,
  ): Named<Node> {
    const byPackage = shelf.get(key);
    const off = this.#disabled.get(key);
    let disabled: ManifestNode | undefined;
    for (const place of places) {
      const found = at(byPackage, place);
      if (found.length > 1 && exact) return { several: found };
      if (found[0] !== undefined) return { node: found[0] };
      disabled ??= at(off, place)[0];
    }
    return disabled === undefined ? { several: [] } : { disabled };
  }
}

function put<Node extends ManifestNode>(shelf: Shelf<Node>, key: string, node: Node): void {
  const known = shelf.get(key);
  if (known === undefined) shelf.set(key, new Map([[node.package, node]]));
  else known.set(node.package, node);
}

function at<Node>(
  byPackage: ReadonlyMap<string, Node> | undefined,
  place: string | undefined,
): readonly Node[] {
  if (byPackage === undefined) return [];
  if (place === undefined) return [...byPackage.values()];
  const node = byPackage.get(place);
  return node === undefined ? [] : [node];
}

const versionOf = (node: ManifestNode): Version | undefined =>
  node.resource === 'model' ? node.version : undefined;

/** How dbt writes a model's version behind its name; a version of nothing, 0 or '' counts as none. */
const versioned = (name: string, version: Version | undefined): string =>
  version === undefined || version === 0 || version === '' ? name : `${name}.v${version}`;

function placeOf(call: CallPlace): DiagnosticParts {
  const related = call.related?.();
  return { location: call.locate(), ...(related !== undefined && { related }) };
}
