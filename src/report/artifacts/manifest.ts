import type { NodeId } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import { macroData } from './macro.ts';
import { metadataOf } from './meta.ts';
import { namesOf } from './node-fields.ts';
import { modelData, seedData } from './relation-node.ts';
import { sourceData } from './source-node.ts';
import type { ManifestMeta, NodeSurroundings } from './surroundings.ts';
import { testData } from './test-node.ts';

/** `manifest.json`, dbt's version 12. */
export function manifestArtifact(manifest: Manifest, meta: ManifestMeta): Record<string, unknown> {
  const outcomes = new Map((meta.outcomes ?? []).map((outcome) => [outcome.node, outcome]));
  const around: NodeSurroundings = { manifest, meta, outcomes };
  const nodes: Record<NodeId, unknown> = {};
  const sources: Record<NodeId, unknown> = {};
  const disabled: Record<NodeId, unknown[]> = {};
  for (const node of manifest.nodes.values()) {
    (node.resource === 'source' ? sources : nodes)[node.id] = nodeData(node, around);
  }
  for (const node of manifest.disabled)
    disabled[node.id] = [...(disabled[node.id] ?? []), nodeData(node, around)];
  const macros = Object.fromEntries(
    [...manifest.macros.all()].map((macro) => [macro.id, macroData(macro, manifest)]),
  );
  return {
    metadata: {
      ...metadataOf('manifest/v12', meta),
      project_name: manifest.project.name,
      project_id: null,
      user_id: null,
      send_anonymous_usage_stats: false,
      adapter_type: meta.adapterType,
    },
    nodes,
    sources,
    macros,
    docs: {},
    exposures: {},
    metrics: {},
    groups: {},
    selectors: {},
    disabled,
    ...familyMaps(manifest),
    group_map: {},
    saved_queries: {},
    semantic_models: {},
    unit_tests: {},
  };
}

function nodeData(node: ManifestNode, around: NodeSurroundings): Record<string, unknown> {
  switch (node.resource) {
    case 'model':
      return modelData(node, around);
    case 'seed':
      return seedData(node, around);
    case 'source':
      return sourceData(node, around);
    case 'test':
      return testData(node, around);
    case 'snapshot':
    case 'analysis':
    case 'operation':
    case 'unit_test':
      return namesOf(node);
  }
}

function familyMaps(manifest: Manifest): Record<string, unknown> {
  const parents: Record<NodeId, NodeId[]> = {};
  const children: Record<NodeId, NodeId[]> = {};
  for (const id of manifest.nodes.keys()) {
    parents[id] = [];
    children[id] = [];
  }
  for (const node of manifest.nodes.values()) {
    for (const parent of new Set(node.dependsOn.nodes)) {
      parents[node.id]?.push(parent);
      children[parent]?.push(node.id);
    }
  }
  for (const ids of [...Object.values(parents), ...Object.values(children)]) ids.sort();
  return { parent_map: parents, child_map: children };
}
