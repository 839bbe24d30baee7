import type { OperationNode } from '../../manifest/index.ts';
import { completeConfig } from './node-config.ts';
import { addCompiled, docs, namesOf, sqlFields } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

/** A hook of a project file, which dbt shows as a node although nothing is built of it. */
export function operationData(node: OperationNode, around: NodeSurroundings): Record<string, unknown> {
  const sql = node.template.source.text;
  const fields = {
    ...namesOf(node),
    ...sqlFields(node, sql, around),
    original_file_path: `./${node.path}`,
    database: node.relation.database ?? around.meta.database,
    schema: node.relation.schema,
    alias: node.relation.identifier,
    path: `hooks/${node.name}.sql`,
    checksum: { name: 'sha256', checksum: node.checksum },
    tags: node.config.tags,
    columns: {},
    meta: node.config.meta,
    group: null,
    docs,
    patch_path: null,
    build_path: null,
    unrendered_config: node.unrenderedConfig(),
    relation_name: null,
    doc_blocks: [],
    config: {
      ...completeConfig('operation', node.config.raw, node.config),
      tags: node.config.raw.tags ?? [],
    },
    index: node.index,
  };
  return addCompiled(fields, node, around);
}
