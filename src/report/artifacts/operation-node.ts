import type { OperationNode } from '../../manifest/index.ts';
import { completeConfig } from './node-config.ts';
import { docs, namesOf, sqlFields, textChecksum } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

/** A hook of a project file, which dbt shows as a node although nothing is built of it. */
export function operationData(node: OperationNode, around: NodeSurroundings): Record<string, unknown> {
  const sql = node.template.source.text;
  return {
    ...namesOf(node),
    ...sqlFields(node, sql, around),
    database: around.meta.database,
    schema: around.meta.schema,
    alias: node.name,
    path: `hooks/${node.name}.sql`,
    checksum: textChecksum(sql),
    tags: [node.when],
    columns: {},
    meta: {},
    group: null,
    docs,
    patch_path: null,
    build_path: null,
    unrendered_config: node.unrenderedConfig(),
    relation_name: null,
    doc_blocks: [],
    config: completeConfig('operation', node.config.raw, node.config),
    index: node.index,
  };
}
