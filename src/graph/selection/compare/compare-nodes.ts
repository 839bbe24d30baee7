import type { ArtifactNode } from '../../../project/index.ts';
import { configDiffers, configOf } from './compare-configs.ts';
import { contractDiffers } from './contract.ts';
import { equal, same } from './equal.ts';
import type { CompareRules, Meanings } from './rules.ts';

export type Part = 'body' | 'configs' | 'relation' | 'persisted_descriptions' | 'contract';

type Differs = (old: ArtifactNode, node: ArtifactNode, rules: CompareRules) => boolean;

/** The parts of a node that are compared, where that is other than by dbt's parts. */
const differs: Readonly<Record<Part, Differs>> = {
  body: bodyDiffers,
  configs: configDiffers,
  relation: relationDiffers,
  persisted_descriptions: descriptionsDiffer,
  contract: contractDiffers,
};

const built: ReadonlySet<string> = new Set([
  'model',
  'seed',
  'snapshot',
  'test',
  'analysis',
  'operation',
  'sql_operation',
]);

/** What has each part. */
const has: Readonly<Record<Part, (resource: string) => boolean>> = {
  body: (resource) => built.has(resource),
  configs: (resource) => resource !== 'unit_test',
  relation: (resource) => built.has(resource) || resource === 'source',
  persisted_descriptions: (resource) => built.has(resource),
  contract: (resource) => built.has(resource),
};

/** Whether a part of `modified` is. In what is new every part that it can have is modified. */
export const partDiffers = (
  part: Part,
  old: ArtifactNode | undefined,
  node: ArtifactNode,
  rules: CompareRules,
): boolean => has[part](node.resource_type) && (old === undefined || differs[part](old, node, rules));

/** Whether a node that is built, or a test, is `modified` itself, whatever became of the macros that it calls. */
export function nodeDiffers(old: ArtifactNode, node: ArtifactNode, rules: CompareRules): boolean {
  if (configDiffers(old, node, rules) || !same(old.fqn, node.fqn)) return true;
  // Arguments of generic tests are part of their ids.
  if (node.test_metadata !== undefined) return false;
  if (relationDiffers(old, node, rules) || bodyDiffers(old, node, rules)) return true;
  if (descriptionsDiffer(old, node) || contractDiffers(old, node)) return true;
  return referenceFields.some(([key, usual]) => !same(old[key] ?? usual, node[key] ?? usual));
}

/** Whether a source is. */
export const sourceDiffers = (old: ArtifactNode, node: ArtifactNode, rules: CompareRules): boolean =>
  configDiffers(old, node, rules) ||
  !same(old.fqn, node.fqn) ||
  relationDiffers(old, node, rules) ||
  sourceFields.some((key) => !same(old[key], node[key]));

const sourceFields = ['quoting', 'freshness', 'loaded_at_field', 'external'] as const;

/** What those who refer to a model depend on, and what an absent one means. */
const referenceFields = [
  ['latest_version', null],
  ['access', 'protected'],
  ['deprecation_date', null],
] as const;

function bodyDiffers(old: ArtifactNode, node: ArtifactNode, { meanings }: CompareRules): boolean {
  if (node.resource_type === 'seed') return seedDiffers(old, node, meanings);
  const [before, after] = [codeOf(old), codeOf(node)];
  return before !== after && meanings?.sameText(before, after) !== true;
}

function seedDiffers(old: ArtifactNode, node: ArtifactNode, meanings: Meanings | undefined): boolean {
  const { name } = (node.checksum ?? {}) as { readonly name?: string };
  if (meanings === undefined || name !== 'path') return !same(old.checksum, node.checksum);
  return meanings.seedDiffers((node as { unique_id?: string }).unique_id ?? '');
}

/** Writers differ in whether they keep the line breaks around it. */
const codeOf = ({ raw_code }: ArtifactNode): string => String(raw_code ?? '').trim();

function relationDiffers(old: ArtifactNode, node: ArtifactNode, rules: CompareRules): boolean {
  if (node.resource_type === 'source') return placeDiffers(old, node, rules);
  const before = configOf(old);
  const after = configOf(node);
  return ['database', 'schema', 'alias'].some((key) => !same(before[key], after[key]));
}

function placeDiffers(old: ArtifactNode, node: ArtifactNode, { by, moreUnrendered }: CompareRules): boolean {
  if (!same(old.identifier, node.identifier)) return true;
  return (['database', 'schema'] as const).some((key) => {
    if (by === 'dbt')
      return moreUnrendered
        ? !equal(old[`unrendered_${key}`] ?? null, node[`unrendered_${key}`] ?? null)
        : !equal(old[key], node[key]);
    const before = declared(old, key);
    const after = declared(node, key);
    const told = before !== undefined && after !== undefined;
    return told ? !same(before, after) : !same(old[key], node[key]);
  });
}

/** Where a source is declared to be, null for nowhere; undefined when the manifest only tells where it came to be. */
const declared = (source: ArtifactNode, key: 'database' | 'schema'): unknown =>
  source[`unrendered_${key}`] ?? (`unrendered_${key}` in source ? null : configOf(source)[key]);

function descriptionsDiffer(old: ArtifactNode, node: ArtifactNode): boolean {
  const { persist_docs } = (node.config ?? {}) as { readonly persist_docs?: unknown };
  const { relation, columns } = (persist_docs ?? {}) as {
    readonly [kind in 'relation' | 'columns']?: unknown;
  };
  if (relation === true && (old.description ?? '') !== (node.description ?? '')) return true;
  return columns === true && !same(columnDescriptions(old), columnDescriptions(node));
}

function columnDescriptions({ columns }: ArtifactNode): Readonly<Record<string, string>> {
  const all = (columns ?? {}) as Readonly<Record<string, { readonly description?: string }>>;
  return Object.fromEntries(
    Object.entries(all).map(([name, { description }]) => [name, `described: ${description ?? ''}`]),
  );
}
