// Nodes have some fifty keys: written out in one place they are an object that V8 knows the shape of, put together of
// several they are a hash table, which takes three times as long to make and to write.
import { fromYaml, type TestNode } from '../../manifest/index.ts';
import { setOwn, type YamlValue } from '../../project/index.ts';
import { repr } from '../../template/index.ts';
import { isOff } from './family-maps.ts';
import { completeConfig } from './node-config.ts';
import {
  addCompiled,
  buildPath,
  docs,
  patchOf,
  pathBelow,
  sqlFields,
  textChecksum,
  withOwn,
} from './node-fields.ts';
import type { NodeSurroundings } from './surroundings.ts';

export function testData(node: TestNode, around: NodeSurroundings): Record<string, unknown> {
  const { test } = node;
  if (test.kind === 'singular') {
    const sql = test.template.source.text;
    return testFields(node, sql, pathBelow(node, around), textChecksum(sql), around);
  }
  const macro = test.namespace === undefined ? `test_${test.name}` : `${test.namespace}.test_${test.name}`;
  const attached = around.manifest.nodes.get(test.attachedTo);
  const model = test.model ?? (attached && `{{ get_where_subquery(${referenceTo(attached)}) }}`);
  const call = `{{ ${macro}(**_dbt_generic_test_kwargs) }}`;
  const sql = around.meta.complete ? call + configCall(node) : call;
  const fields = testFields(node, sql, `${node.fileName ?? node.name}.sql`, noChecksum, around);
  const kwargs: Record<string, unknown> = {};
  if (test.column !== undefined) kwargs.column_name = test.column;
  for (const [name, value] of Object.entries(test.arguments)) setOwn(kwargs, name, value);
  if (model !== undefined) kwargs.model = model;
  fields.column_name = test.column ?? null;
  fields.file_key_name = attached ? `${attached.resource}s.${fileKey(attached, around)}` : fileKeyOfOff(node);
  // dbt attaches tests of sources to nothing.
  fields.attached_node = attached?.resource === 'source' || isOff(node) ? null : test.attachedTo;
  fields.test_metadata = { name: test.name, kwargs, namespace: test.namespace ?? null };
  return fields;
}

const noChecksum = { name: 'none', checksum: '' };

/** Of a test over what is off or missing, which has no other trace than its id. */
const fileKeyOfOff = (node: TestNode): string | null =>
  isOff(node) && node.test.kind === 'generic'
    ? node.test.attachedTo.replace(/^(\w+)\..*\.(.*)$/, '$1s.$2')
    : null;

/** What dbt puts behind the call of a test's macro: the configs that are given where the test is declared. */
function configCall(node: TestNode): string {
  const given = Object.entries(node.declaredConfig ?? {});
  if (given.length === 0) return '';
  return `{{ config(${given.map(([key, value]) => `${key}=${pythonLiteral(value)}`).join(',')}) }}`;
}

/** As Python writes it, but for texts, whose quotes dbt chooses itself. */
const pythonLiteral = (value: YamlValue): string =>
  typeof value === 'string' ? `"${value.replaceAll('"', '\\"')}"` : repr(fromYaml(value));

function testFields(
  node: TestNode,
  sql: string,
  path: string,
  checksum: Readonly<Record<string, string>>,
  around: NodeSurroundings,
): Record<string, unknown> {
  const { config, storedIn } = node;
  const { meta } = around;
  const { raw_code, language, refs, sources, metrics, depends_on, compiled_path, contract } = sqlFields(
    node,
    sql,
    around,
  );
  const fields: Record<string, unknown> = {
    name: node.name,
    resource_type: node.resource,
    package_name: node.package,
    original_file_path: node.path,
    unique_id: node.id,
    fqn: node.fqn,
    description: node.description,
    created_at: 0,
    raw_code,
    language,
    refs,
    sources,
    metrics,
    depends_on,
    compiled_path,
    contract,
    database: storedIn.database ?? meta.database,
    schema: storedIn.schema,
    alias: storedIn.identifier,
    path,
    checksum,
    tags: meta.complete ? [...new Set([...(node.inheritedTags ?? []), ...config.tags])] : config.tags,
    columns: {},
    meta: config.meta,
    group: meta.complete ? (node.group ?? null) : null,
    docs,
    patch_path: meta.complete ? patchOf(node.patchPath, around) : null,
    build_path: buildPath(node, around),
    unrendered_config: node.unrenderedConfig(),
    relation_name: config.storeFailures ? meta.quoted(storedIn) : null,
    config: meta.complete ? ownConfig(node) : sharedConfig(node),
  };
  if (meta.complete) fields.doc_blocks = node.docBlocks ?? [];
  return addCompiled(fields, node, around);
}

/** dbt keeps `store_failures` and `store_failures_as` at one: the latter counts. */
function ownConfig({ config }: TestNode): Record<string, unknown> {
  const own = completeConfig('test', config.raw, { meta: config.meta });
  if (own.store_failures_as === null) {
    if (own.store_failures !== null)
      own.store_failures_as = own.store_failures === true ? 'table' : 'ephemeral';
  } else own.store_failures = own.store_failures_as !== 'ephemeral';
  own.tags = typeof own.tags === 'string' ? [own.tags] : own.tags;
  own.alias = config.alias ?? own.alias;
  return own;
}

const sharedConfig = ({ config }: TestNode): Record<string, unknown> =>
  withOwn(
    {
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
    },
    config.raw,
  );

const fileKey = (node: { name: string; sourceName?: string }, { meta }: NodeSurroundings): string =>
  (meta.complete && node.sourceName) || node.name;

function referenceTo(node: { resource: string; name: string; sourceName?: string }): string {
  return node.sourceName === undefined
    ? `ref('${node.name}')`
    : `source('${node.sourceName}', '${node.name}')`;
}
