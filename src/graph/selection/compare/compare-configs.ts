import type { ArtifactNode } from '../../../project/index.ts';
import { equal, same } from './equal.ts';
import type { CompareRules } from './rules.ts';

/** What a test's config must have the same to be the same test. */
const testKeys: ReadonlySet<string> = new Set([
  'severity',
  'where',
  'limit',
  'fail_calc',
  'warn_if',
  'error_if',
  'store_failures',
  'store_failures_as',
]);

/** Belongs to the relation, or changes nothing that is built. */
const places = ['alias', 'schema', 'database'];
const uncompared: Readonly<Record<string, ReadonlySet<string>>> = {
  source: new Set(),
  exposure: new Set(),
  metric: new Set(['group']),
};
const usuallyUncompared: ReadonlySet<string> = new Set([...places, 'tags', 'group']);
/** Of sources, where these come to the place that is compared apart. */
const placesOnly: ReadonlySet<string> = new Set(places);

/** Configs whose value counts, defaults among it, and not how it was given. */
const rendered: Readonly<Record<string, ReadonlySet<string>>> = {
  semantic_model: new Set(),
  saved_query: new Set(),
};

/** Whether the config of a resource differs, as it is given: what a template in dbt_project.yml comes to does not count. */
export function configDiffers(old: ArtifactNode, node: ArtifactNode, { by }: CompareRules): boolean {
  const kind = node.resource_type;
  if (rendered[kind] !== undefined) return !same(old.config, node.config);
  const before = configOf(old);
  const after = configOf(node);
  const ignored =
    by === 'meaning' && kind === 'source' ? placesOnly : (uncompared[kind] ?? usuallyUncompared);
  const counts = (key: string): boolean => (kind === 'test' ? testKeys.has(key) : !ignored.has(key));
  const alike = by === 'dbt' ? equal : same;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
    (key) => counts(key) && !alike(before[key], after[key]),
  );
}

export const configOf = (node: ArtifactNode): Readonly<Record<string, unknown>> =>
  (node.unrendered_config ?? {}) as Readonly<Record<string, unknown>>;
