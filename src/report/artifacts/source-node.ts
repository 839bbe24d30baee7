import type { SourceNode } from '../../manifest/index.ts';
import { columnsOf, namesOf } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

/** Files have no relation in the warehouse: theirs is named after the source, and `external` says where they are. */
export function sourceData(node: SourceNode, { meta }: NodeSurroundings): Record<string, unknown> {
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
    external: node.from.kind === 'files' ? { location: node.from.paths.join(', ') } : null,
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
    unrendered_config: node.config.raw,
    relation_name: table ? meta.quoted(table) : null,
  };
}
