// Nodes have some fifty keys, and spreading an object into a large one is slow: Object.assign is four times faster.
import type { TestNode } from '../../manifest/index.ts';
import { docs, namesOf, pathBelow, sqlFields, textChecksum } from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

export function testData(node: TestNode, around: NodeSurroundings): Record<string, unknown> {
  const { test } = node;
  if (test.kind === 'singular') {
    const sql = test.template.source.text;
    return Object.assign(testFields(node, sql, around), {
      path: pathBelow(node),
      checksum: textChecksum(sql),
    });
  }
  const macro = test.namespace === undefined ? `test_${test.name}` : `${test.namespace}.test_${test.name}`;
  const attached = around.manifest.nodes.get(test.attachedTo);
  return Object.assign(testFields(node, `{{ ${macro}(**_dbt_generic_test_kwargs) }}`, around), {
    path: `${node.name}.sql`,
    checksum: { name: 'none', checksum: '' },
    column_name: test.column ?? null,
    file_key_name: attached ? `${attached.resource}s.${attached.name}` : null,
    // dbt attaches tests of sources to nothing.
    attached_node: attached?.resource === 'source' ? null : test.attachedTo,
    test_metadata: {
      name: test.name,
      kwargs: {
        ...(test.column !== undefined && { column_name: test.column }),
        ...test.arguments,
        ...(attached && { model: `{{ get_where_subquery(${referenceTo(attached)}) }}` }),
      },
      namespace: test.namespace ?? null,
    },
  });
}

function testFields(node: TestNode, sql: string, around: NodeSurroundings): Record<string, unknown> {
  const { config } = node;
  return Object.assign(namesOf(node), sqlFields(node, sql, around), {
    database: node.storedIn.database ?? around.meta.database,
    schema: node.storedIn.schema,
    alias: node.storedIn.identifier,
    tags: config.tags,
    columns: {},
    meta: config.meta,
    group: null,
    docs,
    patch_path: null,
    build_path: null,
    unrendered_config: node.unrenderedConfig(),
    relation_name: config.storeFailures ? around.meta.quoted(node.storedIn) : null,
    config: Object.assign({}, config.raw, {
      enabled: config.enabled,
      alias: config.alias ?? null,
      schema: config.schema ?? null,
      database: null,
      tags: config.tags,
      meta: config.meta,
      group: null,
      materialized: 'test',
      severity: config.severity.toUpperCase(),
      store_failures: config.storeFailures,
      store_failures_as: null,
      where: config.where ?? null,
      limit: config.limit ?? null,
      fail_calc: config.failCalc,
      warn_if: config.warnIf,
      error_if: config.errorIf,
    }),
  });
}

function referenceTo(node: { resource: string; name: string; sourceName?: string }): string {
  return node.sourceName === undefined
    ? `ref('${node.name}')`
    : `source('${node.sourceName}', '${node.name}')`;
}
