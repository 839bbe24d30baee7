import type { ManifestNode, ModelNode, SeedNode, SourceNode, TestNode } from '../../manifest/index.ts';
import type { Selectable } from './selectable.ts';

/** A manifest's node in the terms of selection; the only place that knows how the manifest spells them. */
export function selectable(node: ManifestNode): Selectable {
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
      return { ...common, config: modelConfig(node), ...patch(node), ...governance(node) };
    case 'seed':
      return { ...common, config: seedConfig(node), ...patch(node), ...groupOf(node.config.raw) };
    case 'source':
      return { ...common, config: sourceConfig(node), sourceName: node.sourceName };
    case 'test':
      return {
        ...common,
        config: testConfig(node),
        test:
          node.test.kind === 'generic'
            ? { kind: 'generic', name: node.test.name.split('.').at(-1)! }
            : { kind: 'singular' },
        ...groupOf(node.config.raw),
      };
  }
}

const patch = (node: ModelNode | SeedNode) =>
  node.patchPath === undefined ? {} : { patchPath: node.patchPath };

const groupOf = (raw: Readonly<Record<string, unknown>>) =>
  typeof raw.group === 'string' ? { group: raw.group } : {};

function governance(node: ModelNode) {
  const { access } = node.config.raw;
  return { ...groupOf(node.config.raw), access: typeof access === 'string' ? access : 'protected' };
}

/** What dbt says of a config key that nobody set. */
const relationDefaults = {
  enabled: true,
  on_schema_change: 'ignore',
  on_configuration_change: 'apply',
  docs: { show: true },
  contract: { enforced: false, alias_types: true },
};

const modelConfig = ({ config }: ModelNode) => ({
  ...relationDefaults,
  access: 'protected',
  lookback: 1,
  ...config.raw,
  enabled: config.enabled,
  materialized: config.materialized,
  on_schema_change: config.onSchemaChange,
  tags: config.tags,
  meta: config.meta,
});

const seedConfig = ({ config }: SeedNode) => ({
  ...relationDefaults,
  materialized: 'seed',
  delimiter: config.delimiter,
  ...config.raw,
  enabled: config.enabled,
  tags: config.tags,
  meta: config.meta,
});

const sourceConfig = ({ config }: SourceNode) => ({
  ...config.raw,
  enabled: config.enabled,
  tags: config.tags,
  meta: config.meta,
});

const testConfig = ({ config }: TestNode) => ({
  materialized: 'test',
  schema: 'dbt_test__audit',
  ...config.raw,
  enabled: config.enabled,
  severity: config.severity,
  warn_if: config.warnIf,
  error_if: config.errorIf,
  fail_calc: config.failCalc,
  tags: config.tags,
  meta: config.meta,
});
