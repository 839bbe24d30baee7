import type { DescribedResource, ManifestNode } from '../../manifest/index.ts';

type Listed = ManifestNode | DescribedResource;

/** How `ls` names a node. */
export type ListedForm = 'selector' | 'name' | 'path';

export function listedLine(node: Listed, form: ListedForm): string {
  if (form === 'path') return node.path;
  return form === 'name' ? nameOf(node) : selectorOf(node);
}

function nameOf(node: Listed): string {
  if (node.resource === 'source') return `${node.sourceName}.${node.name}`;
  return node.resource === 'model' && node.version !== undefined
    ? `${node.name}.v${node.version}`
    : node.name;
}

/** What `--select` takes, in full: `shop.gold.routes`, `source:shop.raw.orders`. */
function selectorOf(node: Listed): string {
  switch (node.resource) {
    case 'source':
      return `source:${node.package}.${node.sourceName}.${node.name}`;
    case 'exposure':
    case 'metric':
    case 'semantic_model':
    case 'saved_query':
      return `${node.resource}:${node.package}.${node.name}`;
    case 'unit_test':
      return `unit_test:${node.package}.${node.name}${node.version === undefined ? '' : `_v${node.version}`}`;
    default:
      return node.fqn.join('.');
  }
}
