import type { Diagnostic } from '../base/index.ts';
import type { Project } from '../project/index.ts';
import { clash, sameName } from './duplicate-names.ts';
import type { ManifestNode, ReferableNode } from './nodes.ts';

/**
 * What is wrong with enabled nodes of dbt projects of one id, or of one relation. Packages can have nodes of the same
 * name, and so can a model and a seed of one package, as long as they are not the same relation.
 */
export function duplicateResources(
  nodes: readonly ManifestNode[],
  { requireUniqueProjectResourceNames: mustDiffer }: Project['flags'],
): Diagnostic[] {
  const ids = new Map<string, ManifestNode>();
  const names = new Map<string, ReferableNode>();
  const relations = new Map<string, ReferableNode>();
  const diagnostics: Diagnostic[] = [];
  for (const node of nodes.filter(({ config }) => config.enabled)) {
    const other = ids.get(node.id);
    if (other !== undefined) {
      diagnostics.push(sameName(node, other));
      continue;
    }
    ids.set(node.id, node);
    if (!isReferable(node)) continue;
    const known = names.get(`${node.package} ${node.name}`);
    names.set(`${node.package} ${node.name}`, node);
    if (known !== undefined && isVersioned(known) !== isVersioned(node))
      diagnostics.push(sameName(node, known));
    else if (known !== undefined && !isVersioned(node))
      diagnostics.push(mustDiffer ? sameName(node, known) : ofOneName(node, known));
    const twin = relations.get(relationOf(node));
    if (twin !== undefined) {
      const { schema, identifier } = node.relation;
      diagnostics.push(clash(node, twin, `would both be built as ${schema}.${identifier}`));
      continue;
    }
    relations.set(relationOf(node), node);
  }
  return diagnostics;
}

const ofOneName = (node: ReferableNode, other: ReferableNode): Diagnostic => ({
  ...sameName(node, other),
  severity: 'warning',
  event: 'DuplicateNameDistinctNodeTypesDeprecation',
});

const isReferable = (node: ManifestNode): node is ReferableNode =>
  node.resource === 'model' || node.resource === 'seed' || node.resource === 'snapshot';

const isVersioned = (node: ReferableNode): boolean => node.resource === 'model' && node.version !== undefined;

/** As dbt has it, `A` and `a` are two relations, though DuckDB takes them for one. */
const relationOf = ({ relation: { database, schema, identifier } }: ReferableNode): string =>
  JSON.stringify([database, schema, identifier]);
