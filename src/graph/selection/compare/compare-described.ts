import type { ArtifactNode } from '../../../project/index.ts';
import { configDiffers } from './compare-configs.ts';
import { same } from './equal.ts';
import type { CompareRules } from './rules.ts';

/** What of a resource that nothing is built of counts as a change of it, besides its config. */
const fields: Readonly<Record<string, readonly string[]>> = {
  exposure: ['fqn', 'type', 'owner', 'maturity', 'url', 'description', 'label'],
  metric: ['type', 'description', 'label'],
  semantic_model: [
    'model',
    'description',
    'defaults',
    'entities',
    'dimensions',
    'measures',
    'primary_entity',
    'group',
  ],
  saved_query: ['description', 'label', 'group', 'tags'],
};

/** Whether an exposure, metric, semantic model, saved query or unit test differs, as dbt has it. */
export function describedDiffers(old: ArtifactNode, node: ArtifactNode, rules: CompareRules): boolean {
  const kind = node.resource_type;
  if (kind === 'unit_test') return old.checksum !== node.checksum;
  if ((fields[kind] ?? []).some((key) => !same(field(old, key), field(node, key)))) return true;
  if (configDiffers(old, node, rules)) return true;
  if (kind === 'exposure') return !same(dependencies(old), dependencies(node));
  return kind === 'saved_query' && queryDiffers(old, node);
}

const field = (node: ArtifactNode, key: string): unknown => (node as unknown as Record<string, unknown>)[key];

const dependencies = ({ depends_on }: ArtifactNode): readonly unknown[] => {
  const { nodes } = (depends_on ?? {}) as { readonly nodes?: readonly unknown[] };
  return [...new Set(nodes ?? [])].sort();
};

function queryDiffers(old: ArtifactNode, node: ArtifactNode): boolean {
  const of = (each: ArtifactNode) => {
    const { metrics, group_by, where } = (field(each, 'query_params') ?? {}) as Record<string, unknown>;
    return { metrics, group_by, where };
  };
  return !same(of(old), of(node)) || !same(exportsOf(old), exportsOf(node));
}

interface WrittenExport {
  readonly name: string;
  readonly unrendered_config?: Readonly<Record<string, unknown>>;
}

const exportsOf = (node: ArtifactNode): readonly unknown[] =>
  ((field(node, 'exports') ?? []) as readonly WrittenExport[]).map(
    ({ name, unrendered_config: given = {} }) => [
      name,
      given.export_as ?? null,
      given.schema ?? null,
      given.alias ?? null,
    ],
  );
