import { isDeepStrictEqual } from 'node:util';
import type { ArtifactNode } from '../../project/index.ts';

export type Part = 'body' | 'configs' | 'relation' | 'persisted_descriptions' | 'contract';

type Differs = (old: ArtifactNode | undefined, node: ArtifactNode) => boolean;

/** dbt's parts of `modified`. In what is new every part that it can have is modified. */
export const parts: Readonly<Record<Part, Differs>> = {
  body: part((old, node) => bodyDiffers(old, node), { sources: false }),
  configs: part((old, node) => configDiffers(old, node)),
  relation: part((old, node) => relationDiffers(old, node)),
  persisted_descriptions: part((old, node) => descriptionsDiffer(old, node), { sources: false }),
  contract: part((old, node) => contractDiffers(old, node), { sources: false }),
};

function part(differs: (old: ArtifactNode, node: ArtifactNode) => boolean, has = { sources: true }): Differs {
  return (old, node) =>
    (has.sources || node.resource_type !== 'source') && (old === undefined || differs(old, node));
}

/** Whether a node itself is `modified`, whatever became of the macros that it calls. A new source is not, as in dbt. */
export function isDifferent(old: ArtifactNode | undefined, node: ArtifactNode): boolean {
  if (old === undefined) return node.resource_type !== 'source';
  if (configDiffers(old, node) || !same(old.fqn, node.fqn)) return true;
  // Arguments of generic tests are part of their ids.
  if (node.test_metadata !== undefined) return false;
  if (relationDiffers(old, node)) return true;
  if (node.resource_type === 'source') {
    return sourceFields.some((key) => !same(old[key], node[key]));
  }
  if (bodyDiffers(old, node) || descriptionsDiffer(old, node) || contractDiffers(old, node)) return true;
  return referenceFields.some(([key, usual]) => !same(old[key] ?? usual, node[key] ?? usual));
}

const sourceFields = ['quoting', 'freshness', 'loaded_at_field', 'external'] as const;

/** What those who refer to a model depend on, and what an absent one means. */
const referenceFields = [
  ['latest_version', null],
  ['access', 'protected'],
  ['deprecation_date', null],
] as const;

function bodyDiffers(old: ArtifactNode, node: ArtifactNode): boolean {
  if (node.resource_type === 'seed') return !same(old.checksum, node.checksum);
  return codeOf(old) !== codeOf(node);
}

/** Writers differ in whether they keep the line breaks around it. */
const codeOf = ({ raw_code }: ArtifactNode): string => String(raw_code ?? '').trim();

/** What a test's config must have the same to be the same test. */
const testKeys = [
  'severity',
  'where',
  'limit',
  'fail_calc',
  'warn_if',
  'error_if',
  'store_failures',
  'store_failures_as',
];

/** Belongs to the relation, or changes nothing that is built. */
const places = new Set(['alias', 'schema', 'database']);
const uncompared = new Set([...places, 'tags', 'group']);

function configDiffers(old: ArtifactNode, node: ArtifactNode): boolean {
  const before = configOf(old);
  const after = configOf(node);
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  const compared = (key: string): boolean => {
    if (node.resource_type === 'test') return testKeys.includes(key);
    return node.resource_type === 'source' ? !places.has(key) : !uncompared.has(key);
  };
  return [...all].some((key) => compared(key) && !same(before[key], after[key]));
}

const configOf = (node: ArtifactNode) => (node.unrendered_config ?? {}) as Readonly<Record<string, unknown>>;

function relationDiffers(old: ArtifactNode, node: ArtifactNode): boolean {
  if (node.resource_type !== 'source') {
    const before = configOf(old);
    const after = configOf(node);
    return ['database', 'schema', 'alias'].some((key) => !same(before[key], after[key]));
  }
  if (!same(old.identifier, node.identifier)) return true;
  return (['database', 'schema'] as const).some((key) => {
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

function contractDiffers(old: ArtifactNode, node: ArtifactNode): boolean {
  if (node.resource_type !== 'model') return false;
  const before = contractOf(old);
  const after = contractOf(node);
  if (before.enforced !== true && after.enforced !== true) return false;
  return before.enforced !== after.enforced || before.checksum !== after.checksum;
}

const contractOf = ({ contract }: ArtifactNode) =>
  (contract ?? {}) as { readonly enforced?: boolean; readonly checksum?: string };

const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(settled(one), settled(other));

/** Null, an empty list and an empty mapping say as much as nothing at all. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(settled);
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value ?? {})
    .map(([key, item]) => [key, settled(item)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
