import { isStable, overridingMacros, type Unprovable } from '../../fingerprint/index.ts';
import type { BuildableNode, Manifest, ManifestNode, TestNode } from '../../manifest/index.ts';

/** Those whose macros are known to do what they say, and no more. */
const known: ReadonlySet<string> = new Set(['view', 'table', 'incremental']);

/** Why a node of a dbt project is done again each time, whatever its templates say. */
export function neverReused(node: BuildableNode | TestNode, manifest: Manifest): readonly Unprovable[] {
  const because = (name: string): Unprovable => ({ kind: 'template', name });
  if ((node as ManifestNode).resource === 'snapshot') return [because('the history that a snapshot keeps')];
  if (hasUnknownMacros(node, manifest)) return [because(`the materialization ${materializationOf(node)}`)];
  if (node.resource === 'test') return [];
  const { raw } = node.config;
  return [
    ...(node.config.preHooks.length + node.config.postHooks.length > 0 ? [because('hooks')] : []),
    ...(raw.sql_header === undefined ? [] : [because('sql_header')]),
    ...(raw.incremental_strategy === 'microbatch' ? [because('batches of time')] : []),
    ...(node.resource === 'model' && node.language === 'python' ? [because('Python')] : []),
  ];
}

/** Whether it is built by macros that nobody knows. */
export const isBuiltUnknown = (node: ManifestNode, manifest: Manifest): boolean =>
  hasUnknownMacros(node, manifest) && !isStable(node as BuildableNode);

function hasUnknownMacros(node: ManifestNode, { macros }: Manifest): boolean {
  const name = materializationOf(node);
  const macro = macros.materialization(name);
  if (macro === undefined || !macros.isBuiltIn(macro)) return true;
  return node.resource === 'model' && !known.has(name);
}

const materializationOf = (node: ManifestNode): string =>
  node.resource === 'model' ? node.config.materialized : node.resource;

const writing = /\b(run_query|statement|adapter)\b/;

/** Whether building it may write to anything: by hooks, or by macros of the project's own. */
export function mayWrite(node: ManifestNode, manifest: Manifest): boolean {
  if (hasUnknownMacros(node, manifest)) return true;
  if ('preHooks' in node.config && node.config.preHooks.length + node.config.postHooks.length > 0)
    return true;
  if ('raw' in node.config && node.config.raw.sql_header !== undefined) return true;
  return overridingMacros(manifest.macros).some(({ template, definition }) =>
    writing.test(template.source.text.slice(definition.bodyStart, definition.bodyEnd)),
  );
}
