import { type Diagnostic, error, fail, ok, type Result } from '../base/index.ts';
import type { ParsedQuery, ParsedSeed } from '../parse/index.ts';
import {
  type ColumnProperties,
  mergeConfig,
  type NodeProperties,
  type Project,
  parseModelConfig,
  parseSeedConfig,
  parseTestConfig,
} from '../project/index.ts';
import { type Captured, type CaptureSettings, capture } from './capture.ts';
import type { ColumnInfo, Contract } from './node-parts.ts';
import type { ModelNode, SeedNode, TestNode } from './nodes.ts';
import { failuresRelation, relationName } from './relation-names.ts';
import { givenConfig, renderLayers } from './render-config.ts';

/** A node and what its template asked for; names are resolved once all nodes are known. */
export interface Draft<Node> {
  readonly node: Node;
  readonly captured: Captured;
}

export interface DraftSettings extends CaptureSettings {
  readonly project: Project;
  /** The names of the materializations there are. */
  readonly materializations: ReadonlySet<string>;
}

export const nothingCaptured: Captured = { refs: [], sources: [], config: [], macros: [] };

const noContract: Contract = { enforced: false, aliasTypes: true };

export function draftModel(
  parsed: ParsedQuery,
  properties: NodeProperties | undefined,
  settings: DraftSettings,
): Result<Draft<ModelNode>> {
  const { project } = settings;
  const captured = capture(parsed.template, settings);
  if (!captured.ok) return captured;
  const common = commonOf(parsed, project, properties, 'model');
  const inherited = project.configsFor('models', common.fqn);
  const layers = renderLayers([...inherited, properties?.config ?? [], captured.value.config], settings);
  if (!layers.ok) return layers;
  const config = parseModelConfig(mergeConfig(layers.value));
  if (!config.ok) return config;
  const unknown = unknownMaterialization(
    config.value.materialized,
    layers.value.flat(),
    settings.materializations,
    parsed.file.path,
  );
  if (unknown !== undefined) return fail(unknown);
  const node: ModelNode = {
    ...common,
    resource: 'model',
    language: 'sql',
    config: config.value,
    unrenderedConfig: givenConfig(inherited, layers.value),
    columns: (properties?.columns ?? []).map(columnInfo),
    template: parsed.template,
    relation: relationName(project.target, config.value, parsed.name),
    checksum: parsed.file.hash,
    ...(properties && { patchPath: properties.file }),
    access: config.value.access ?? 'protected',
    ...(config.value.group !== undefined && { group: config.value.group }),
    contract: noContract,
    constraints: [],
    docs: { show: config.value.docs?.show ?? true },
    primaryKey: [],
  };
  return ok({ node, captured: captured.value });
}

export function draftSeed(
  parsed: ParsedSeed,
  properties: NodeProperties | undefined,
  settings: DraftSettings,
): Result<Draft<SeedNode>> {
  const { project } = settings;
  const common = commonOf(parsed, project, properties, 'seed');
  const inherited = project.configsFor('seeds', common.fqn);
  const layers = renderLayers([...inherited, properties?.config ?? []], settings);
  if (!layers.ok) return layers;
  const config = parseSeedConfig(mergeConfig(layers.value));
  if (!config.ok) return config;
  const node: SeedNode = {
    ...common,
    resource: 'seed',
    config: config.value,
    unrenderedConfig: givenConfig(inherited, layers.value),
    columns: (properties?.columns ?? []).map(columnInfo),
    relation: relationName(project.target, config.value, parsed.name),
    checksum: parsed.file.checksum,
    ...(properties && { patchPath: properties.file }),
  };
  return ok({ node, captured: nothingCaptured });
}

export function draftSingularTest(
  parsed: ParsedQuery,
  properties: NodeProperties | undefined,
  settings: DraftSettings,
): Result<Draft<TestNode>> {
  const { project } = settings;
  const captured = capture(parsed.template, settings);
  if (!captured.ok) return captured;
  const common = commonOf(parsed, project, properties, 'test');
  const inherited = project.configsFor('tests', common.fqn);
  const layers = renderLayers([...inherited, properties?.config ?? [], captured.value.config], settings);
  if (!layers.ok) return layers;
  const config = parseTestConfig(mergeConfig(layers.value));
  if (!config.ok) return config;
  const node: TestNode = {
    ...common,
    resource: 'test',
    config: config.value,
    unrenderedConfig: givenConfig(inherited, layers.value),
    storedIn: failuresRelation(project.target, config.value, parsed.name),
    test: { kind: 'singular', template: parsed.template },
  };
  return ok({ node, captured: captured.value });
}

/** What a file's place and its properties say of a node. */
function commonOf(
  parsed: ParsedQuery | ParsedSeed,
  project: Project,
  properties: NodeProperties | undefined,
  resource: string,
) {
  const { path, resourcePath } = parsed.file;
  const folders = path
    .slice(resourcePath.length + 1)
    .split('/')
    .slice(0, -1);
  return {
    id: `${resource}.${project.name}.${parsed.name}`,
    name: parsed.name,
    package: project.name,
    packageRoot: project.root,
    path,
    fqn: [project.name, ...folders, parsed.name],
    description: properties?.description ?? '',
    locate: () => (parsed.kind === 'seed' ? { file: path } : parsed.file.text.location(0)),
    dependsOn: { nodes: [], macros: [] },
  };
}

export const columnInfo = (column: ColumnProperties): ColumnInfo => ({
  name: column.name,
  description: column.description,
  ...(column.dataType !== undefined && { dataType: column.dataType }),
  tags: column.tags,
  meta: column.meta,
});

function unknownMaterialization(
  name: string,
  layers: Parameters<typeof parseModelConfig>[0],
  known: ReadonlySet<string>,
  path: string,
): Diagnostic | undefined {
  if (known.has(name)) return undefined;
  const entry = layers.findLast(({ key }) => key === 'materialized');
  return error('A2036', `there is no materialization '${name}'`, {
    location: entry?.locate() ?? { file: path },
    hint: `use one of ${[...known].sort().join(', ')}`,
  });
}
