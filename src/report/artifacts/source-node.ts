import { isAbsolute, relative } from 'node:path';
import type { SourceNode } from '../../manifest/index.ts';
import { columnsOf, namesOf } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

/** Files have no relation in the warehouse: theirs is named after the source, and `external` says where they are. */
export function sourceData(node: SourceNode, { manifest, meta }: NodeSurroundings): Record<string, unknown> {
  const { root } = manifest.project;
  const table = node.from.kind === 'table' ? node.from.relation : undefined;
  return {
    ...namesOf(node),
    database: table?.database ?? meta.database,
    schema: table?.schema ?? node.sourceName,
    path: node.path,
    source_name: node.sourceName,
    source_description: node.sourceDescription,
    loader: node.loader,
    identifier: table?.identifier ?? node.name,
    quoting: { database: null, schema: null, identifier: null, column: null },
    loaded_at_field: null,
    freshness: null,
    external: node.from.kind === 'files' ? filesOf(node.from, root) : null,
    columns: columnsOf(node.columns),
    meta: node.config.meta,
    source_meta: {},
    tags: node.config.tags,
    config: {
      ...node.config.raw,
      enabled: node.config.enabled,
      event_time: null,
      freshness: null,
      loaded_at_field: null,
      meta: node.config.meta,
      tags: node.config.tags,
    },
    patch_path: null,
    // Also where it is declared to be, as of models: the database of another target is no change of the source.
    unrendered_config: {
      ...node.unrenderedConfig(),
      database: table?.database ?? null,
      schema: table?.schema ?? null,
    },
    relation_name: table ? meta.quoted(table) : null,
  };
}

function filesOf(
  { paths, format }: Extract<SourceNode['from'], { kind: 'files' }>,
  root: string,
): Record<string, unknown> {
  const { format: name, options, columns, surplusColumn } = format;
  const shown = paths.map((path) => (isAbsolute(path) ? relative(root, path) : path));
  const read = {
    ...options,
    ...(surplusColumn !== undefined && { surplus_column: surplusColumn }),
    ...(columns.length > 0 && { columns }),
  };
  return {
    location: shown.join(', '),
    file_format: name,
    tbl_properties: Object.keys(read).length > 0 ? JSON.stringify(read) : null,
  };
}
