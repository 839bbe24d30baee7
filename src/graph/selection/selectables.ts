import type { NodeId } from '../../base/index.ts';
import type {
  AnalysisNode,
  DescribedResource,
  ManifestNode,
  ModelNode,
  SeedNode,
  SnapshotNode,
  SourceNode,
  TestNode,
} from '../../manifest/index.ts';
import { toPlain, type YamlMapping } from '../../project/index.ts';
import type { Selectable } from './selectable.ts';

/** A manifest's node in the terms of selection; the only place that knows how the manifest spells them. */
export function selectable(
  node: ManifestNode | DescribedResource,
  nodes: ReadonlyMap<NodeId, ManifestNode>,
): Selectable {
  const common = {
    id: node.id,
    resource: node.resource,
    name: node.name,
    package: node.package,
    path: node.path,
    fqn: node.fqn,
    tags: node.config.tags,
    dependsOn: node.dependsOn,
  };
  switch (node.resource) {
    case 'model':
      return { ...common, config: () => modelConfig(node), ...patch(node), ...governance(node) };
    case 'seed':
      return { ...common, config: () => seedConfig(node), ...patch(node), ...groupOf(node.config.raw) };
    case 'source':
      return { ...common, config: () => sourceConfig(node), sourceName: node.sourceName };
    case 'test':
      return {
        ...common,
        tags: testTags(node, nodes),
        config: () => testConfig(node),
        test:
          node.test.kind === 'generic'
            ? { kind: 'generic', name: node.test.name.split('.').at(-1)! }
            : { kind: 'singular' },
        ...groupOf(node.config.raw),
      };
    case 'snapshot':
      return {
        ...common,
        config: () => ({ ...relationConfig(node), materialized: 'snapshot' }),
        ...patch(node),
        ...groupOf(node.config.raw),
      };
    case 'analysis':
      return { ...common, config: () => ({ ...relationConfig(node), materialized: 'analysis' }) };
    case 'operation':
      return common;
    case 'metric':
      return { ...common, ...(node.config.group !== undefined && { group: node.config.group }) };
    case 'unit_test':
    case 'exposure':
    case 'semantic_model':
    case 'saved_query':
      return common;
  }
}

/** A test has the tags of the column that it is on. */
function testTags(node: TestNode, nodes: ReadonlyMap<NodeId, ManifestNode>): readonly string[] {
  const { test } = node;
  const own = node.config.tags;
  if (test.kind !== 'generic' || test.column === undefined) return own;
  const on = nodes.get(test.attachedTo);
  if (on === undefined || !('columns' in on)) return own;
  const column = on.columns.find(({ name }) => name === test.column);
  return column === undefined || column.tags.length === 0 ? own : [...new Set([...own, ...column.tags])];
}

const patch = (node: ModelNode | SeedNode | SnapshotNode) =>
  node.patchPath === undefined ? {} : { patchPath: node.patchPath };

const groupOf = (raw: YamlMapping) => (typeof raw.group === 'string' ? { group: raw.group } : {});

function governance(node: ModelNode) {
  const { access, group, version, latestVersion } = node;
  return {
    access,
    ...(group === undefined ? groupOf(node.config.raw) : { group }),
    ...(version !== undefined && { version }),
    ...(latestVersion !== undefined && { latestVersion }),
  };
}

/** With what dbt says of a key that nobody set. */
function relationConfig({ config }: ModelNode | SeedNode | SnapshotNode | AnalysisNode) {
  const raw = plain(config.raw);
  return {
    on_schema_change: 'ignore',
    on_configuration_change: 'apply',
    ...raw,
    docs: { show: true, ...(raw.docs as object | undefined) },
    contract: { enforced: false, alias_types: true, ...(raw.contract as object | undefined) },
    enabled: config.enabled,
    tags: config.tags,
    meta: plain(config.meta),
  };
}

const modelConfig = (node: ModelNode) => ({
  access: 'protected',
  lookback: 1,
  ...relationConfig(node),
  materialized: node.config.materialized,
});

const seedConfig = (node: SeedNode) => ({
  ...relationConfig(node),
  materialized: 'seed',
  delimiter: node.config.delimiter,
});

const sourceConfig = ({ config }: SourceNode) => ({
  ...plain(config.raw),
  enabled: config.enabled,
  tags: config.tags,
  meta: plain(config.meta),
});

const testConfig = ({ config }: TestNode) => ({
  materialized: 'test',
  schema: 'dbt_test__audit',
  ...plain(config.raw),
  enabled: config.enabled,
  severity: config.severity,
  warn_if: config.warnIf,
  error_if: config.errorIf,
  fail_calc: config.failCalc,
  tags: config.tags,
  meta: plain(config.meta),
});

const plain = (values: YamlMapping) => toPlain(values) as Readonly<Record<string, unknown>>;
