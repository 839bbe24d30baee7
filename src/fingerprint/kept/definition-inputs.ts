import { type NodeId, sha256 } from '../../base/index.ts';
import { type BuildableNode, exactText, type Manifest, type TestNode } from '../../manifest/index.ts';

/**
 * Knows what the definition of a node follows from as far as that is another for each node: its own text and configs,
 * and what its template can ask of the nodes that it reads.
 */
export class DefinitionInputs {
  readonly #nodes: Manifest['nodes'];
  readonly #hashOfFile: (path: string) => string | undefined;
  readonly #configs = new WeakMap<object, string | undefined>();
  readonly #parents = new Map<NodeId, string | undefined>();

  /** @param hashOfFile of the content of a file of the project */
  constructor({ nodes }: Pick<Manifest, 'nodes'>, hashOfFile: (path: string) => string | undefined) {
    this.#nodes = nodes;
    this.#hashOfFile = hashOfFile;
  }

  /** A hash over all of that; undefined where it is more than data, such as a hook. */
  of(node: BuildableNode | TestNode): string | undefined {
    const text = this.#textOf(node);
    return text && sha256(text).slice(0, 32);
  }

  #textOf(node: BuildableNode | TestNode): string | undefined {
    const { id, path, package: owner } = node;
    const parts = [
      id,
      owner,
      path,
      this.#configOf(node.config),
      node.resource === 'test' ? this.#testOf(node) : this.#hashOfFile(path),
      node.resource === 'test' ? '' : exactText(node.relation),
      ...node.dependsOn.nodes.map((parent) => (parent === id ? '' : this.#parent(parent))),
    ];
    return parts.includes(undefined) ? undefined : parts.join('\0');
  }

  /** Many nodes have the same one. */
  #configOf(config: object): string | undefined {
    if (!this.#configs.has(config)) this.#configs.set(config, exactText(config));
    return this.#configs.get(config);
  }

  #testOf({ test, path }: TestNode): string | undefined {
    if (test.kind === 'singular') return this.#hashOfFile(path);
    const [own, attached] = [exactText(test), this.#parent(test.attachedTo)];
    return own && attached && `${own} ${attached}`;
  }

  #parent(id: NodeId): string | undefined {
    if (!this.#parents.has(id)) this.#parents.set(id, this.#describe(id));
    return this.#parents.get(id);
  }

  /** What a template sees of a node that it names, and what becomes a part of its own text. */
  #describe(id: NodeId): string | undefined {
    const node = this.#nodes.get(id);
    switch (node?.resource) {
      case 'source':
        return exactText([id, node.sourceName, node.name, node.from, node.config]);
      case 'seed':
        return exactText([id, node.relation]);
      case 'model': {
        if (node.config.materialized === 'ephemeral') return this.#textOf(node);
        const { version = null, latestVersion = null } = node;
        return exactText([id, node.relation, version, latestVersion]);
      }
      default:
        return undefined;
    }
  }
}
