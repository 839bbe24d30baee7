import { resolve } from 'node:path';
import { isAddress, ok, type Result } from '../../base/index.ts';
import {
  type ConfigLayer,
  type FileFormat,
  isMapping,
  mergeConfig,
  type SourceProperties,
  type SourceTableProperties,
  toPlain,
  type YamlMapping,
} from '../../project/index.ts';
import type { SourceDetails, SourceNode } from '../nodes.ts';
import { renderValue } from '../render-config.ts';
import { columnInfos } from './column.ts';
import { type DraftSettings, nothingCaptured } from './draft.ts';
import { freshnessOf } from './freshness.ts';
import { resolveConfig } from './resolve-config.ts';

/** A source table as it is declared, and the folders of its properties file below the resource path. */
export interface DeclaredTable {
  readonly source: SourceProperties;
  readonly table: SourceTableProperties;
  readonly folders: readonly string[];
  /** Of the file, relative to its package. */
  readonly path: string;
  /** The entry of the source, templates as they are written. */
  readonly written: YamlMapping;
}

export function draftSource(declared: DeclaredTable, settings: DraftSettings): Result<SourceNode> {
  const { source, table, folders } = declared;
  const { owner, project } = settings;
  const fqn = [owner.name, ...folders, source.name, table.name];
  const layers: ConfigLayer[] = [source.config, table.config];
  const freshness = project.policies.qualified ? freshnessOf(source, table) : undefined;
  const resolved = resolveConfig(
    'sources',
    fqn,
    [...layers, ...(freshness?.layers ?? [])],
    nothingCaptured,
    settings,
  );
  if (!resolved.ok) return resolved;
  // In dbt the tags of sources come from their properties alone.
  const { merged } = resolved.value;
  const tags = mergeConfig(layers).filter(({ key }) => key === 'tags');
  const config = project.configs.source(
    project.policies.qualified ? [...merged.filter(({ key }) => key !== 'tags'), ...tags] : merged,
  );
  if (!config.ok) return config;
  const paths = renderValue(table.files?.paths ?? [], settings, () => table.locate('files'));
  if (!paths.ok) return paths;
  const node: SourceNode = {
    resource: 'source',
    id: `source.${owner.name}.${source.name}.${table.name}`,
    name: table.name,
    package: owner.name,
    packageRoot: owner.root,
    path: declared.path,
    fqn,
    description: table.description,
    locate: () => table.locate(),
    dependsOn: { nodes: [], macros: [] },
    sourceName: source.name,
    sourceDescription: source.description,
    config: config.value,
    unrenderedConfig: resolved.value.unrendered,
    columns: columnInfos(table.columns),
    from: origin(
      source,
      table,
      (paths.value as readonly string[]).map((path) => absolute(path, project.root)),
      project.policies.qualified ? settings.generatedNames.defaults.database : undefined,
    ),
    loader: table.loader ?? source.loader,
  };
  return ok(project.policies.qualified ? { ...node, details: detailsOf(declared, config.value.raw) } : node);
}

function origin(
  source: SourceProperties,
  table: SourceTableProperties,
  paths: readonly string[],
  usualDatabase: string | undefined,
): SourceNode['from'] {
  if (table.files === undefined) {
    const database = source.database ?? usualDatabase;
    return {
      kind: 'table',
      relation: {
        ...(database !== undefined && { database }),
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

function detailsOf({ source, table, written }: DeclaredTable, config: YamlMapping): SourceDetails {
  const text = (key: string): string | undefined => {
    const value = config[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [loadedAtField, loadedAtQuery] = [text('loaded_at_field'), text('loaded_at_query')];
  return {
    sourceMeta: metaOf(source.config),
    meta: isMapping(config.meta) ? config.meta : {},
    quoting: table.quoting,
    ...(loadedAtField !== undefined && { loadedAtField }),
    ...(loadedAtQuery !== undefined && { loadedAtQuery }),
    ...(isMapping(config.freshness) && { freshness: config.freshness }),
    ...(table.external !== undefined && { external: table.external }),
    ...(typeof written.database === 'string' && { unrenderedDatabase: written.database }),
    ...(typeof written.schema === 'string' && { unrenderedSchema: written.schema }),
  };
}

function metaOf(layer: ConfigLayer): YamlMapping {
  const meta = layer.find(({ key }) => key === 'meta')?.value;
  return meta !== undefined && isMapping(meta) ? meta : {};
}

const absolute = (path: string, root: string): string => (isAddress(path) ? path : resolve(root, path));
