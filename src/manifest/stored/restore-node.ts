import type { Location } from '../../base/index.ts';
import type { YamlMapping } from '../../project/index.ts';
import type { Template } from '../../template/index.ts';
import type { ManifestNode, TestNode } from '../nodes.ts';
import { restoreOdd } from './plain-value.ts';
import type { StoredNodes } from './stored-node.ts';

/** Where nodes find what is not stored, when they are asked for it. */
export interface NodeOrigins {
  /** The template of the file. */
  template(path: string): Template;
  /** The node as it is when everything is read anew. */
  whole(id: string): ManifestNode;
}

/** The nodes that were stored. */
export function restoreNodes(stored: StoredNodes, origins: NodeOrigins): ManifestNode[] {
  const { nodes, unrendered, shared, odd } = stored;
  restoreOdd(stored, odd);
  return nodes.map((node, index) => {
    const data = node as { config: unknown };
    if (typeof data.config === 'number') data.config = shared[data.config];
    const written = unrendered[index];
    return restored(
      data as unknown as ManifestNode,
      (typeof written === 'number' ? shared[written] : written) as YamlMapping,
      origins,
    );
  });
}

function restored(node: ManifestNode, unrendered: YamlMapping, origins: NodeOrigins): ManifestNode {
  const lazy = node as unknown as { -readonly [K in keyof ManifestNode]: ManifestNode[K] };
  const { id, path } = node;
  lazy.locate = () => origins.whole(id).locate();
  lazy.unrenderedConfig = () => unrendered;
  if (node.resource === 'model') withTemplate(node, () => origins.template(path));
  if (node.resource === 'test') {
    if (node.test.kind === 'singular') withTemplate(node.test, () => origins.template(path));
    else withPlaces(node, (key) => (origins.whole(id) as TestNode).locateConfig?.(key));
  }
  return node;
}

function withPlaces(node: TestNode, locate: (key: string) => Location | undefined): void {
  (node as { locateConfig?: typeof locate }).locateConfig = locate;
}

/** Parses the template when it is asked for first. */
function withTemplate(holder: object, parse: () => Template): void {
  let template: Template | undefined;
  Object.defineProperty(holder, 'template', {
    enumerable: true,
    get: () => {
      template ??= parse();
      return template;
    },
  });
}
