import { resolve } from 'node:path';
import { collect, ok, type Result } from '../base/index.ts';
import {
  type FileFormat,
  mergeConfig,
  type Project,
  parseSourceConfig,
  type SourceProperties,
  type SourceTableProperties,
  toPlain,
} from '../project/index.ts';
import type { SourceNode } from './nodes.ts';
import { columnInfo, type DraftSettings } from './query-nodes.ts';
import { givenConfig, renderLayers, renderValue } from './render-config.ts';

/** The nodes of a declared source, one a table. */
export function sourceNodes(
  source: SourceProperties,
  folders: readonly string[],
  settings: DraftSettings,
): Result<SourceNode[]> {
  return collect(source.tables.map((table) => sourceNode(source, table, folders, settings)));
}

function sourceNode(
  source: SourceProperties,
  table: SourceTableProperties,
  folders: readonly string[],
  settings: DraftSettings,
): Result<SourceNode> {
  const { project } = settings;
  const fqn = [project.name, ...folders, source.name, table.name];
  const inherited = project.configsFor('sources', fqn);
  const layers = renderLayers([...inherited, source.config, table.config], settings);
  if (!layers.ok) return layers;
  const config = parseSourceConfig(mergeConfig(layers.value));
  if (!config.ok) return config;
  const paths = renderValue(table.files?.paths ?? [], settings, () => table.locate('files'));
  if (!paths.ok) return paths;
  return ok({
    resource: 'source',
    id: `source.${project.name}.${source.name}.${table.name}`,
    name: table.name,
    package: project.name,
    packageRoot: project.root,
    path: table.file,
    fqn,
    description: table.description,
    locate: () => table.locate(),
    dependsOn: { nodes: [], macros: [] },
    sourceName: source.name,
    sourceDescription: source.description,
    config: config.value,
    unrenderedConfig: givenConfig(inherited, layers.value),
    columns: table.columns.map(columnInfo),
    from: origin(
      source,
      table,
      (paths.value as readonly string[]).map((path) => absolute(path, project)),
    ),
    loader: table.loader ?? source.loader,
  });
}

function origin(
  source: SourceProperties,
  table: SourceTableProperties,
  paths: readonly string[],
): SourceNode['from'] {
  if (table.files === undefined) {
    return {
      kind: 'table',
      relation: {
        ...(source.database !== undefined && { database: source.database }),
        schema: source.schema ?? source.name,
        identifier: table.identifier ?? table.name,
      },
    };
  }
  const { surplusColumn } = table.files;
  // Where a surplus is allowed, columns are told apart by their position, so that none can be left out.
  const columns = table.columns
    .filter((column) => column.dataType !== undefined || surplusColumn !== undefined)
    .map((column) => ({ name: column.name, type: column.dataType ?? 'varchar' }));
  return {
    kind: 'files',
    paths,
    format: {
      format: table.files.format,
      options: toPlain(table.files.options) as FileFormat['options'],
      columns,
      ...(surplusColumn !== undefined && { surplusColumn }),
    },
  };
}

const absolute = (path: string, project: Project): string =>
  /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? path : resolve(project.root, path);
