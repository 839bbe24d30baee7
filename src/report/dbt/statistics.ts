import type { NodeId, Outcome } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import { amountOf } from './lines.ts';
import { materializedAs } from './node-info.ts';

/** `2 models, 1 seed, 4 data tests, 513 macros`: all that a project has, in dbt's order. */
export function foundLine(manifest: Manifest): string {
  const amounts = new Map<string, number>();
  const add = (what: string, amount = 1) => amounts.set(what, (amounts.get(what) ?? 0) + amount);
  for (const node of manifest.nodes.values()) if (node.resource !== 'source') add(typeOf(node));
  for (const node of manifest.nodes.values()) if (node.resource === 'source') add('source');
  for (const { resource } of manifest.described.values()) add(resource);
  add('macro', [...manifest.macros.all()].length);
  if (manifest.groups.size > 0) add('group', manifest.groups.size);
  return [...amounts]
    .filter(([, amount]) => amount > 0)
    .map(([what, amount]) => amountOf(amount, what))
    .join(', ');
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
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, amount]) => amountOf(amount, what))
    .join(', ');
}

function kindOf(id: NodeId, manifest: Manifest): string {
  const node = manifest.nodes.get(id);
  if (node === undefined) return manifest.described.get(id)?.resource ?? id.split('.', 1)[0]!;
  if (node.resource === 'model') return `${materializedAs(node)} model`;
  return node.resource === 'operation' ? 'project hook' : typeOf(node);
}
