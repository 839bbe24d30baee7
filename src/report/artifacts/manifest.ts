import { md5, type NodeId, unreachable } from '../../base/index.ts';
import type { DescribedResource, Manifest, ManifestNode } from '../../manifest/index.ts';
import { docsBlockData, exposureData, groupData } from './described.ts';
import { familyMaps, groupMap, isOff, listedNodes } from './family-maps.ts';
import { macroData } from './macro.ts';
import { artifactText, metadataOf } from './meta.ts';
import { operationData } from './operation-node.ts';
import { pythonTime } from './points-in-time.ts';
import { analysisData, modelData, seedData, snapshotData } from './relation-node.ts';
import { selectorsData } from './selectors.ts';
import { metricData, savedQueryData, semanticModelData } from './semantic-layer.ts';
import { sourceData } from './source-node.ts';
import type { ManifestMeta, NodeSurroundings } from './surroundings.ts';
import { testData } from './test-node.ts';
import { unitTestData } from './unit-test.ts';

type Resource = ManifestNode | DescribedResource;

/** The section of the manifest that a resource is in. */
const sections = {
  model: 'nodes',
  seed: 'nodes',
  snapshot: 'nodes',
  analysis: 'nodes',
  operation: 'nodes',
  test: 'nodes',
  source: 'sources',
  exposure: 'exposures',
  metric: 'metrics',
  saved_query: 'saved_queries',
  semantic_model: 'semantic_models',
  unit_test: 'unit_tests',
} as const satisfies Record<Resource['resource'], string>;

/** `manifest.json`, dbt's version 12. */
export function manifestArtifact(manifest: Manifest, meta: ManifestMeta): Record<string, unknown> {
  const around = surroundingsOf(manifest, meta);
  return { ...restOf(around), ...partsOf(manifest, (node) => dataOf(node, around)) };
}

/** A node in the text of the manifest, with its id before it; without a text where that is known. */
export interface NodePiece {
  readonly node: NodeId;
  readonly text: string | undefined;
}

/**
 * The same as text, in pieces. What a node comes to is forgotten once it is written, of which there can be very many.
 *
 * @param isKnown whether the text of a node need not be made
 */
export function* manifestPieces(
  manifest: Manifest,
  meta: ManifestMeta,
  isKnown: (node: NodeId) => boolean = () => false,
): Generator<string | NodePiece, void> {
  const around = surroundingsOf(manifest, meta);
  yield artifactText(restOf(around)).slice(0, -1);
  const resources = partsOf(manifest, (node) => node);
  for (const [section, nodes] of Object.entries(resources)) {
    let before = `,"${section}":{`;
    for (const [id, node] of Object.entries(nodes)) {
      yield before;
      const text = isKnown(id) ? undefined : `${JSON.stringify(id)}:${artifactText(dataOf(node, around))}`;
      yield { node: id, text };
      before = ',';
    }
    yield before === ',' ? '}' : `${before}}`;
  }
  yield '}';
}

const surroundingsOf = (manifest: Manifest, meta: ManifestMeta): NodeSurroundings => ({
  manifest,
  meta,
  outcomes: new Map((meta.outcomes ?? []).map((outcome) => [outcome.node, outcome])),
});

/** Each resource in the section that it is in, as something is made of it. */
function partsOf<T>(manifest: Manifest, made: (node: Resource) => T) {
  const parts: Record<(typeof sections)[Resource['resource']], Record<NodeId, T>> = {
    nodes: {},
    sources: {},
    exposures: {},
    metrics: {},
    saved_queries: {},
    semantic_models: {},
    unit_tests: {},
  };
  for (const node of [...listedNodes(manifest), ...manifest.described.values()])
    parts[sections[node.resource]][node.id] = made(node);
  return parts;
}

/** Everything but the resources that are enabled. */
function restOf(around: NodeSurroundings): Record<string, unknown> {
  const { manifest, meta } = around;
  const disabled: Record<NodeId, unknown[]> = {};
  for (const node of [...manifest.disabled.filter((each) => !isOff(each)), ...manifest.disabledDescribed])
    disabled[node.id] = [...(disabled[node.id] ?? []), dataOf(node, around)];
  return {
    metadata: metadata(manifest, meta),
    macros: Object.fromEntries(
      [...manifest.macros.all()].map((macro) => [macro.id, macroData(macro, manifest, meta)]),
    ),
    docs: Object.fromEntries(
      [...manifest.docs.values()].map((block) => [block.id, docsBlockData(block, around)]),
    ),
    groups: Object.fromEntries(
      [...manifest.groups.values()].map((group) => [group.id, groupData(group, around)]),
    ),
    selectors: meta.complete ? selectorsData(meta.selectors ?? []) : {},
    disabled,
    ...familyMaps(manifest),
    group_map: groupMap(manifest),
    ...(meta.complete && { functions: {} }),
  };
}

function metadata({ project }: Manifest, meta: ManifestMeta): Record<string, unknown> {
  const data = {
    ...metadataOf('manifest/v12', meta),
    project_name: project.name,
    project_id: meta.complete ? md5(project.name) : null,
    user_id: null,
    send_anonymous_usage_stats: false,
    adapter_type: meta.adapterType,
  };
  if (!meta.complete) return data;
  return {
    ...data,
    quoting: { database: true, schema: true, identifier: true, column: null },
    run_started_at: meta.invokedAt === undefined ? null : pythonTime(meta.invokedAt),
  };
}

/** One node as it stands in `manifest.json`. */
export const describedNode = (node: ManifestNode, around: NodeSurroundings): Record<string, unknown> =>
  dataOf(node, { ...around, compiling: true });

/** What templates see in `graph` beside nodes and sources. */
export function describedRest(around: NodeSurroundings): Record<string, Readonly<Record<string, unknown>>> {
  const { manifest } = around;
  const of = (resource: DescribedResource['resource']): Record<string, unknown> =>
    Object.fromEntries(
      [...manifest.described.values()]
        .filter((each) => each.resource === resource)
        .map((each) => [each.id, dataOf(each, around)]),
    );
  return {
    exposures: of('exposure'),
    groups: Object.fromEntries(
      [...manifest.groups.values()].map((group) => [group.id, groupData(group, around)]),
    ),
    metrics: of('metric'),
    semantic_models: of('semantic_model'),
    saved_queries: of('saved_query'),
    functions: {},
  };
}

function dataOf(node: Resource, around: NodeSurroundings): Record<string, unknown> {
  switch (node.resource) {
    case 'model':
      return modelData(node, around);
    case 'seed':
      return seedData(node, around);
    case 'snapshot':
      return snapshotData(node, around);
    case 'analysis':
      return analysisData(node, around);
    case 'operation':
      return operationData(node, around);
    case 'source':
      return sourceData(node, around);
    case 'test':
      return testData(node, around);
    case 'unit_test':
      return unitTestData(node, around);
    case 'exposure':
      return exposureData(node, around);
    case 'metric':
      return metricData(node, around);
    case 'semantic_model':
      return semanticModelData(node, around);
    case 'saved_query':
      return savedQueryData(node, around);
    default:
      return unreachable(node);
  }
}
