import type { NodeId, Outcome } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import { amountOf } from './lines.ts';
import { materializedAs } from './node-info.ts';

/** `2 models, 1 seed, 4 data tests, 513 macros`: all that a project has, in the order in which dbt comes across it. */
export function foundLine(manifest: Manifest): string {
  const amounts = new Map<string, number>();
  const add = (what: string, amount = 1) => amounts.set(what, (amounts.get(what) ?? 0) + amount);
  const nodes = [...manifest.nodes.values()].sort((a, b) => rankOf(a) - rankOf(b));
  const described = [...manifest.described.values()];
  for (const node of nodes) if (node.resource !== 'unit_test') add(typeOf(node));
  for (const { resource } of described) if (resource === 'exposure') add(resource);
  for (const { resource } of described) if (resource === 'metric') add(resource);
  add('macro', [...manifest.macros.all()].length);
  if (manifest.groups.size > 0) add('group', manifest.groups.size);
  for (const { resource } of described) if (resource === 'semantic_model') add(resource);
  for (const { resource } of described) if (resource === 'saved_query') add(resource);
  for (const node of nodes) if (node.resource === 'unit_test') add('unit_test');
  return [...amounts]
    .filter(([, amount]) => amount > 0)
    .map(([what, amount]) => amountOf(amount, what))
    .join(', ');
}

const ranks = ['model', 'analysis', 'singular', 'seed', 'operation', 'snapshot', 'generic', 'source'];

/** Files of SQL are read before properties. */
function rankOf(node: ManifestNode): number {
  if (node.resource === 'test') return ranks.indexOf(node.test.kind);
  if (node.resource === 'snapshot' && node.path.endsWith('.sql')) return 0.5;
  return ranks.indexOf(node.resource);
}

/** dbt calls tests of data so, and hooks operations. */
const typeOf = ({ resource }: ManifestNode): string => (resource === 'test' ? 'data test' : resource);

/** `1 seed, 2 view models, 3 data tests`: what a run was about. */
export function ranLine(outcomes: readonly Outcome[], manifest: Manifest): string {
  const amounts = new Map<string, number>();
  for (const { node } of outcomes) {
    const what = kindOf(node, manifest);
    amounts.set(what, (amounts.get(what) ?? 0) + 1);
  }
  return [...amounts]
    .sort(([a], [b]) => (sortedAs(a) < sortedAs(b) ? -1 : 1))
    .map(([what, amount]) => amountOf(amount, what))
    .join(', ');
}

/** Tests of data are among the others as dbt calls them otherwise: tests. */
const sortedAs = (kind: string): string => (kind === 'data test' ? 'test' : kind);

function kindOf(id: NodeId, manifest: Manifest): string {
  const node = manifest.nodes.get(id);
  if (node === undefined) return manifest.described.get(id)?.resource ?? id.split('.', 1)[0]!;
  if (node.resource === 'model') return `${materializedAs(node)} model`;
  return node.resource === 'operation' ? 'project hook' : typeOf(node);
}
