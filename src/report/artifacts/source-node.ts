import { isAbsolute, relative } from 'node:path';
import type { SourceNode } from '../../manifest/index.ts';
import { freshnessData } from './freshness.ts';
import { completeConfig } from './node-config.ts';
import { columnsOf, namesOf, patchOf } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

const noQuoting = { database: null, schema: null, identifier: null, column: null };

/** Files have no relation in the warehouse: theirs is named after the source, and `external` says where they are. */
export function sourceData(node: SourceNode, around: NodeSurroundings): Record<string, unknown> {
  const { manifest, meta } = around;
  const { root } = manifest.project;
  const table = node.from.kind === 'table' ? node.from.relation : undefined;
  const fields: Record<string, unknown> = {
    ...namesOf(node),
    database: table?.database ?? meta.database,
    schema: table?.schema ?? node.sourceName,
    path: node.path,
    source_name: node.sourceName,
    source_description: node.sourceDescription,
    loader: node.loader,
    identifier: table?.identifier ?? node.name,
    quoting: noQuoting,
    loaded_at_field: null,
    freshness: null,
    external: node.from.kind === 'files' ? filesOf(node.from, root) : null,
    columns: columnsOf(node.columns, around),
    meta: node.config.meta,
    source_meta: {},
    tags: node.config.tags,
  };
  const relation_name = table ? meta.quoted(table, node) : null;
  if (meta.complete) return Object.assign(fields, detailsOf(node, around), { relation_name });
  return Object.assign(fields, {
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
    relation_name,
  });
}

/** What dbt has of a source beyond what Assay's own have. */
function detailsOf(node: SourceNode, around: NodeSurroundings): Record<string, unknown> {
  const { details } = node;
  const unrendered = node.unrenderedConfig();
  const freshness = freshnessData(unrendered.freshness === null ? null : details?.freshness);
  const loadedAt = {
    loaded_at_field: details?.loadedAtField ?? null,
    loaded_at_query: details?.loadedAtQuery ?? null,
  };
  const { tags, meta } = node.config;
  return {
    quoting: { ...noQuoting, ...details?.quoting },
    ...loadedAt,
    freshness,
    external: details?.external === undefined ? null : externalData(details.external),
    source_meta: details?.sourceMeta ?? {},
    doc_blocks: node.docBlocks ?? [],
    patch_path: patchOf(details?.patchPath, around),
    unrendered_database: details?.unrenderedDatabase ?? null,
    unrendered_schema: details?.unrenderedSchema ?? null,
    // As in dbt, where these are of the source and its table together.
    unrendered_config: { ...unrendered, ...loadedAt, meta, tags },
    config: { ...completeConfig('source', node.config.raw, { tags, meta }), freshness, ...loadedAt },
  };
}

const externalData = (given: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  location: null,
  file_format: null,
  row_format: null,
  tbl_properties: null,
  partitions: null,
  ...given,
});

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
