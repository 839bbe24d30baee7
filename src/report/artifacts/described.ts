import type { DocsBlock, Exposure, Group, Owner } from '../../manifest/index.ts';
import { completeConfig } from './node-config.ts';
import { namesOf, pathBelow, referencesOf } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

export const exposureData = (node: Exposure, around: NodeSurroundings): Record<string, unknown> => ({
  ...namesOf(node),
  ...referencesOf(node, around),
  path: pathBelow(node, around),
  type: node.type,
  owner: ownerData(node.owner),
  label: node.label ?? null,
  maturity: node.maturity ?? null,
  url: node.url ?? null,
  meta: node.config.meta,
  tags: node.config.tags,
  config: completeConfig('exposure', node.config.raw, { tags: node.config.tags, meta: node.config.meta }),
  unrendered_config: node.unrenderedConfig(),
  depends_on: { macros: node.dependsOn.macros, nodes: node.dependsOn.nodes },
});

export const groupData = (group: Group, { meta }: NodeSurroundings): Record<string, unknown> => ({
  name: group.name,
  resource_type: 'group',
  package_name: group.package,
  path: meta.below?.(group.package, group.path) ?? group.path,
  original_file_path: group.path,
  unique_id: group.id,
  owner: ownerData(group.owner),
  description: group.description ?? null,
  config: { ...group.config, meta: group.meta },
});

export const docsBlockData = (block: DocsBlock, { meta }: NodeSurroundings): Record<string, unknown> => ({
  name: block.name,
  resource_type: 'doc',
  package_name: block.package,
  path: meta.below?.(block.package, block.path) ?? block.path,
  original_file_path: block.path,
  unique_id: block.id,
  block_contents: block.text,
});

const ownerData = (owner: Owner): Record<string, unknown> => ({
  email: owner.email ?? null,
  name: owner.name ?? null,
  ...owner.raw,
});
